b = b"abc\x00\xff"
print(b, len(b), b[0], b[-1], b[1:3], b[::-1], list(b[:3]))
# expect: b'abc\x00\xff' 5 97 255 b'bc' b'\xff\x00cba' [97, 98, 99]
print(b"it's", b'"', b"\t\n\\", b"" == bytes(), b"a" b"b", rb"\n")  # expect: b"it's" b'"' b'\t\n\\' True b'ab' b'\\n'
print(bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(5)))
# expect: b'\x00\x00\x00' b'AB' b'\xc3\xa9' b'x' b'\x00\x01\x02\x03\x04'
print(97 in b, b"bc" in b, b"x" in b, b"ab" + b"c", b"ab" * 2)  # expect: True True False b'abc' b'abab'
