a = [1, "two", [3.0, None], (4,), {"k": [5]}, {6}]
print(a, str(a) == repr(a))  # expect: [1, 'two', [3.0, None], (4,), {'k': [5]}, {6}] True
b = [1]
b.append(b)
print(b)  # expect: [1, [...]]
c = [[]]
c[0].append(c)
print(c)  # expect: [[[...]]]
