def f(a, b):
    x = 1 if a < b else 2
    return (a if x else b).c
