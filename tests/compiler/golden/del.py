def f(a, b, c):
    del a, b.x, c[0]
    try:
        print(a)
    except NameError as e:
        pass
    return e
