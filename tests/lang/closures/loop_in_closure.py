def accumulate(values):
    total = 0
    def add(v):
        nonlocal total
        total += v
    for v in values:
        add(v)
    return total

print(accumulate([1, 2, 3]), accumulate([]))  # expect: 6 0
def powers(n):
    return [lambda x, k=k: x ** k for k in range(n)]

print([p(2) for p in powers(5)])  # expect: [1, 2, 4, 8, 16]
