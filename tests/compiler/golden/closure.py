def f(a):
    b = 1
    def g(c):
        nonlocal b
        b += a
        return lambda: c + b
    return g
