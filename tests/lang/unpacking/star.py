a, *b = [1, 2, 3]
*c, d = "xyz"
e, *f, g = range(5)
h, *i = [1]
*j, = (1, 2)
print(a, b, c, d, e, f, g, h, i, j)  # expect: 1 [2, 3] ['x', 'y'] z 0 [1, 2, 3] 4 1 [] [1, 2]
k, (l, *m), *n = 1, "abc", 2, 3
print(k, l, m, n)  # expect: 1 a ['b', 'c'] [2, 3]
for first, *rest in ["abc", [1], (1, 2)]:
    print(first, rest)  # expect: a ['b', 'c']
    # expect: 1 []
    # expect: 1 [2]
*x, y, z = 1, 2
print(x, y, z)  # expect: [] 1 2
[*a, b] = {1: 2, 3: 4}
print(a, b)  # expect: [1] 3
