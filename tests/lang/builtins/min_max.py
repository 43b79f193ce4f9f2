print(max(1, 5, 3), min([4, 2, 8]), max("hello"), min("b", "a"), max([1, 2], [1, 3]), min({3: 0, 1: 9}))
# expect: 5 2 o a [1, 3] 1
print(max(["aa", "b", "ccc"], key=len), min(-3, 2, key=abs), max([], default="none"), max([(1, "a"), (1, "b")], key=lambda p: p[0]), min(1, 1.0), max(1, True))
# expect: ccc 2 none (1, 'a') 1 1
for action in (
    lambda: max([]), lambda: min(), lambda: max(5), lambda: max(1, "a"),
    lambda: min(1, 2, default=0), lambda: max([1], key=5), lambda: min([1, None]),
    lambda: max(1, 2, nope=3),
):
    try:
        action()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)  # expect: ValueError max() iterable argument is empty
        # expect: TypeError min expected at least 1 argument, got 0
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError '>' not supported between instances of 'str' and 'int'
        # expect: TypeError Cannot specify a default for min() with multiple positional arguments
        # expect: TypeError 'int' object is not callable
        # expect: TypeError '<' not supported between instances of 'NoneType' and 'int'
        # expect: TypeError max() got an unexpected keyword argument 'nope'
