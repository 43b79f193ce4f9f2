for source in (b"x = '\xff'", b"\xff", b"'ok'\nx = \x80"):
    try:
        exec(source)
        print("compiles")
    except SyntaxError as error:
        print(error.msg.split(":")[0])  # expect: (unicode error) 'utf-8' codec can't decode byte 0xff in position 0
        # expect: (unicode error) 'utf-8' codec can't decode byte 0xff in position 0
        # expect: (unicode error) 'utf-8' codec can't decode byte 0x80 in position 0
exec("名 = '\u4e2d'.encode('utf-8')\nprint(名)".encode())  # expect: b'\xe4\xb8\xad'
