"""Windows of every kind; the listing stands in windows.xray."""
class O: pass
def f(o, d, l, k):
    global g
    g += 1
    o.v += 1
    d[k] += 1
    l[0] += 1
    t = g
    len(l)
    g = t + 1
    g = ident(g) + 1
def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        for i in range(3): n = n + 1
    return inner
def calls(stack, thing):
    global g
    seen = g
    stack.append(thing)
    if isinstance(thing, int):
        g = seen + 1
    type(thing)
    while thing:
        with stack:
            pass
