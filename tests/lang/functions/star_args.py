def f(a, *rest, **options):
    return a, rest, options

print(f(1))  # expect: (1, (), {})
print(f(1, 2, 3, x=4, y=5))  # expect: (1, (2, 3), {'x': 4, 'y': 5})
print(f(*[1, 2], *(3, 4), **{"k": 5}, **{"l": 6}))  # expect: (1, (2, 3, 4), {'k': 5, 'l': 6})
print(f(*"abc"), f(*range(2), z=0), f(a=1), f(a=1, b=2))
# expect: ('a', ('b', 'c'), {}) (0, (1,), {'z': 0}) (1, (), {}) (1, (), {'b': 2})
args, kwargs = (1, 2), {"m": 3}
print(f(*args, **kwargs), f(0, *args, 9, **kwargs, n=1))  # expect: (1, (2,), {'m': 3}) (0, (1, 2, 9), {'m': 3, 'n': 1})
def g(*a):
    a += (1,)
    return a

print(g(), g(*args), args)  # expect: (1,) (1, 2, 1) (1, 2)
