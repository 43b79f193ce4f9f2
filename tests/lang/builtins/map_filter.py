print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(None.__class__, [])))
# expect: ['1', '2'] [11, 22] []
print(list(filter(None, [0, 1, "", "x", []])), list(filter(lambda x: x > 1, range(4))), list(filter(str.isdigit, "a1b2")))
# expect: [1, 'x'] [2, 3] ['1', '2']
m = map(lambda x: x * 2, [1, 2])
print(next(m), next(m), next(m, "end"), iter(m) is m)  # expect: 2 4 end True
for action in (
    lambda: map(str), lambda: map(), lambda: filter(str), lambda: map(str, 5),
    lambda: list(map(5, [1])), lambda: list(map(len, [1])), lambda: list(filter(5, [1])),
):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: map() must have at least two arguments.
        # expect: map() must have at least two arguments.
        # expect: filter expected 2 arguments, got 1
        # expect: 'int' object is not iterable
        # expect: 'int' object is not callable
        # expect: object of type 'int' has no len()
        # expect: 'int' object is not callable
log = []
lazy = map(log.append, [1, 2, 3])
print(log, next(lazy), log)  # expect: [1] None [1]
