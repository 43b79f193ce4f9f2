def f(n):
    x = yield n
    y = yield from f(x)
    return (a for a in y if a)
