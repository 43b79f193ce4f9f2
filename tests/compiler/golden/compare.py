def f(a, b, c):
    x = a < b < c
    if a < b() < c:
        return a is not None
    return a in {1, 2}, b not in [3, 4], c is None
