a, b = 1, 2
[c, d] = "xy"
(e, (f, g)), h = (1, [2, 3]), 4
print(a, b, c, d, e, f, g, h)  # expect: 1 2 x y 1 2 3 4
i, = [5]
(j,) = {6}
k, l = {"one": 1, "two": 2}
m, n = range(2)
print(i, j, k, l, m, n)  # expect: 5 6 one two 0 1
p = q = r, s = (7, 8)
print(p, q, r, s)  # expect: (7, 8) (7, 8) 7 8
for x, (y, z) in [(1, (2, 3)), (4, "56")]:
    print(x, y, z)  # expect: 1 2 3
    # expect: 4 5 6
