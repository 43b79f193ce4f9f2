def table(n):
    return [[lambda: (i, j) for j in range(2)] for i in range(n)]

t = table(2)
print(t[0][0](), t[1][1]())  # expect: (1, 1) (1, 1)
def use():
    k = 5
    return [x * k for x in range(3)], {x: k for x in "ab"}, [(lambda y: y + k)(x) for x in range(2)]

print(use())  # expect: ([0, 5, 10], {'a': 5, 'b': 5}, [5, 6])
