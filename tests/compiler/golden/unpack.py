def f(v):
    a, b = v
    [c, *d], e.f = v
    *g, h = v
