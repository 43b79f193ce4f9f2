print(b"a" < b"b", b"ab" < b"abc", b"a" == b"a", b"a" == "a", b"" < b"\x00", b"\xff" > b"a")
# expect: True True True False True True
print(sorted([b"b", b"a", b"\xff"]), max(b"abc"), hash(b"abc") == hash(b"ab" + b"c"), {b"k": 1}[b"k"])
# expect: [b'a', b'b', b'\xff'] 99 True 1
for value in b"ab":
    print(value)  # expect: 97
    # expect: 98
