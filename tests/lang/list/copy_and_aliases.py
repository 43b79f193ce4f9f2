a = [[0] * 2] * 3
a[0][0] = 1
print(a)  # expect: [[1, 0], [1, 0], [1, 0]]
b = [[0] * 2 for _ in range(3)]
b[0][0] = 1
print(b)  # expect: [[1, 0], [0, 0], [0, 0]]
c = b.copy()
c.append(1)
c[1][1] = 5
print(b, len(c), list(b) == b, list(b) is b)  # expect: [[1, 0], [0, 5], [0, 0]] 4 True False
