print(all([1, True, "x"]), all([1, 0]), all([]), any([0, "", 3]), any([]), any([None, 0]))
# expect: True False True True False False
print(sum([1, 2, 3]), sum([], 5), sum([[1], [2]], []), sum((0.5, 1)), sum(range(5), start=10), sum({1: "a", 2: "b"}))
# expect: 6 5 [1, 2] 1.5 20 3
for action in (
    lambda: sum(["a"]), lambda: sum(["a", "b"], ""), lambda: sum(5), lambda: all(5),
    lambda: any(), lambda: sum([1], []),
):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: unsupported operand type(s) for +: 'int' and 'str'
        # expect: sum() can't sum strings [use ''.join(seq) instead]
        # expect: 'int' object is not iterable
        # expect: 'int' object is not iterable
        # expect: any() takes exactly one argument (0 given)
        # expect: can only concatenate list (not "int") to list
seen = []
print(any([seen.append(1) or x for x in (0, 1)]), seen)  # expect: True [1, 1]
print(sum([], -0.0), sum([-0.0], -0.0), sum([-0.0]))  # expect: -0.0 -0.0 0.0
