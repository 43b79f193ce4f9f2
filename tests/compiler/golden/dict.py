def f(a):
    return {1: a, "b": 2, **a, 3: 4}
