def f(g, a, k):
    g()
    g(a, 1, x=k)
    g(*a, **k)
    g(1, *a, x=2, **k, y=3)
    return a.m(1, *k)
