print("after a byte order mark")  # expect: after a byte order mark
