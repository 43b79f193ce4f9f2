a = {1}
b = a
c = a.copy()
d = set(a)
b.add(2)
print(a, c, d, a is b, a is c)  # expect: {1, 2} {1} {1} True False
a |= {3}
print(sorted(b), a is b)  # expect: [1, 2, 3] True
a = a | {4}
print(sorted(b), a is b, sorted(a))  # expect: [1, 2, 3] False [1, 2, 3, 4]
