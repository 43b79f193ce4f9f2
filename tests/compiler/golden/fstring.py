def f(a, w):
    return f"{a!r:>{w}} and {a + 1:.2f}{w=}!"
