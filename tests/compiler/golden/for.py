def f(xs):
    total = 0
    for i in range(10):
        total += i
    for a, (b, *c) in xs:
        print(a, b, c)
    else:
        total = 1
    return total
