d = {b"k": 1, "k": 2}
print(d[b"k"], d["k"], len(d), b"k" in d, hash(b"k") == hash(bytes([107])), sorted({b"b", b"a"}), max(b"az"), sum(b"\x01\x02"))
# expect: 1 2 2 True True [b'a', b'b'] 122 3
print(b"%d %s" % (5, b"x"), b"-".join([b"a", b"b"]), b"a" in b"abc", bytes(reversed(b"abc")), [x for x in b"hi"], bytes([x + 1 for x in [1, 2]]))
# expect: b'5 x' b'a-b' True b'cba' [104, 105] b'\x02\x03'
