a = [1, 2]
print([*a, 3, *a], [*"xy", *range(2)], [*[]], [*{"k": 1}, *(5,)])
# expect: [1, 2, 3, 1, 2] ['x', 'y', 0, 1] [] ['k', 5]
try:
    [*5]
except TypeError as error:
    print(error)  # expect: Value after * must be an iterable, not int
