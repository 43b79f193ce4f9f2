"""A table whose index slots were all used once still ends a search for a key that is not there."""
d = {}
for n in range(3000):
    d[n * 7919] = n
    assert d.popitem() == (n * 7919, n)
print(5 in d, d)  # expect: False {}

d = {n: n for n in range(5)}
for n in range(3000):
    d[n * 7919 + 6] = n
    assert 5 not in d and d.popitem() == (n * 7919 + 6, n)
print(d, 5 in d)  # expect: {0: 0, 1: 1, 2: 2, 3: 3, 4: 4} False

before = {n: n for n in range(100)}
after = {n: n for n in range(100)}
after.popitem()
print(before.__sizeof__() == after.__sizeof__())  # expect: True
