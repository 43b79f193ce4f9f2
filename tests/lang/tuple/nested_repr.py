a = []
t = (1, a)
a.append(t)
print(t)  # expect: (1, [(...)])
print(((1, (2, (3,))), "x"), (True,), ("it's",), (1.0, b"b"))
# expect: ((1, (2, (3,))), 'x') (True,) ("it's",) (1.0, b'b')
