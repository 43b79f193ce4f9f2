def f(a):
    if (n := len(a)) > 10:
        return n
    x = n + (n := 2)
    return [y := i for i in a], y
