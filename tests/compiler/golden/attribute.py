def f(o):
    o.x.y = o.z
    o.n += 1
    del o.x
    return o.a.b(1).c(k=2)
