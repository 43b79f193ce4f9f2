def f(a, i):
    a[1:i] = a[::2]
    return a[-1], a[i], a[i, 1:2], a["k"]
