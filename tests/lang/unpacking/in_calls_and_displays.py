def f(*args, **kwargs):
    return args, kwargs

a, d = [1, 2], {"x": 1}
print(f(*a, 3, *"bc", **d, y=2), [*a, *a], (*a,), {*a, 3} == {1, 2, 3}, {**d, "z": 3}, [*{}, *d])
# expect: ((1, 2, 3, 'b', 'c'), {'x': 1, 'y': 2}) [1, 2, 1, 2] (1, 2) True {'x': 1, 'z': 3} ['x']
print(f(*[], **{}), f(*a[:1], *()), [*range(3), *[[4]]], print(*a, sep="+"))  # expect: 1+2
# expect: ((), {}) ((1,), {}) [0, 1, 2, [4]] None
