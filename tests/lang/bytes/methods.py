b = b"hello world"
print(b.upper(), b.title(), b.find(b"o"), b.find(111), b.rfind(b"o"), b.count(b"l"), b.index(b"w"))
# expect: b'HELLO WORLD' b'Hello World' 4 4 7 3 6
print(b.split(), b.split(b"o"), b",".join([b"a", b"b"]), b.replace(b"l", b"L", 2), b"  x ".strip())
# expect: [b'hello', b'world'] [b'hell', b' w', b'rld'] b'a,b' b'heLLo world' b'x'
print(b.startswith(b"he"), b.endswith((b"x", b"ld")), b.isalpha(), b"12".isdigit(), b.partition(b" "))
# expect: True True False True (b'hello', b' ', b'world')
print(b"ab".hex(), bytes.fromhex("61 62ff"), b"ab".center(6, b"*"), b"7".zfill(3), b"a\nb".splitlines())
# expect: 6162 b'ab\xff' b'**ab**' b'007' [b'a', b'b']
