print(b"\x00\x01\t\n\r\\\'\"", b"caf\xc3\xa9", bytes(range(30, 40)), bytes(range(125, 130)), b'a"b', b"a'b", b"a'b\"c")
# expect: b'\x00\x01\t\n\r\\\'"' b'caf\xc3\xa9' b'\x1e\x1f !"#$%&\'' b'}~\x7f\x80\x81' b'a"b' b"a'b" b'a\'b"c'
print(b"\101\x41A", rb"\x41", br"\n", b"""two
lines""", len(b"\x41\n"))  # expect: b'AAA' b'\\x41' b'\\n' b'two\nlines' 2
