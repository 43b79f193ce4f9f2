def f(o):
    a = b = []
    o.x = c = a
    (d, e) = g = o
