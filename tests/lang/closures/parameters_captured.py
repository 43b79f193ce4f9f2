def f(a, *args, k=1, **kw):
    def show():
        return a, args, k, kw
    a += 1
    args += (9,)
    kw["new"] = True
    return show

print(f(1, 2, k=3, x=4)())  # expect: (2, (2, 9), 3, {'x': 4, 'new': True})
