print(len("中文"), len([]), len({1: 2}), len((1, 2)), len({1}), len(range(7)), len(b"abc"))  # expect: 2 0 1 2 1 7 3
for value in (5, None, 1.5, True, len, iter([])):
    try:
        len(value)
    except TypeError as error:
        print(error)  # expect: object of type 'int' has no len()
        # expect: object of type 'NoneType' has no len()
        # expect: object of type 'float' has no len()
        # expect: object of type 'bool' has no len()
        # expect: object of type 'builtin_function_or_method' has no len()
        # expect: object of type 'list_iterator' has no len()
for action in (lambda: len(), lambda: len([], [])):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: len() takes exactly one argument (0 given)
        # expect: len() takes exactly one argument (2 given)
