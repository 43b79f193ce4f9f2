def f(n):
    squares = [i * i for i in range(n)]
    i = "kept"
    return squares, i, [i for _ in range(2)]

print(f(4))  # expect: ([0, 1, 4, 9], 'kept', ['kept', 'kept'])
def g(rows):
    total = 0
    for row in rows:
        total += sum([x for x in row if x > 0])
    return total

print(g([[1, -1], [2, 3]]), (lambda n: [x for x in range(n)])(3))  # expect: 6 [0, 1, 2]
def h(x):
    return [x for x in range(x)], [lambda: x for x in range(3)][0](), x

print(h(2))  # expect: ([0, 1], 2, 2)
