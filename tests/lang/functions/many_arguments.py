def f(a, b, c, d, e, g, h, i, j, k, l, m):
    return [a, b, c, d, e, g, h, i, j, k, l, m]

print(f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))  # expect: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
print(f(1, 2, 3, 4, 5, 6, m=12, l=11, k=10, j=9, i=8, h=7))  # expect: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
def total(*values):
    return sum(values)

print(total(*range(300)), total())  # expect: 44850 0
print(max(*range(300)), len({**{str(i): i for i in range(300)}}))  # expect: 299 300
def count(**kw):
    return len(kw)

print(count(**{f"k{i}": i for i in range(200)}))  # expect: 200
