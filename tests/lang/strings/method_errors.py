for action in (
    lambda: "a".nothing,
    lambda: "a".upper(1),
    lambda: "a".replace("a"),
    lambda: "a".join(),
    lambda: "a".find(),
    lambda: "a".zfill("x"),
    lambda: "a".split(x=1),
    lambda: str.upper(),
    lambda: str.upper(1),
    lambda: (lambda s: s())("a"),
):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)  # expect: AttributeError 'str' object has no attribute 'nothing'
        # expect: TypeError str.upper() takes no arguments (1 given)
        # expect: TypeError replace() takes at least 2 positional arguments (1 given)
        # expect: TypeError str.join() takes exactly one argument (0 given)
        # expect: TypeError find expected at least 1 argument, got 0
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError split() got an unexpected keyword argument 'x'
        # expect: TypeError unbound method str.upper() needs an argument
        # expect: TypeError descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
        # expect: TypeError 'str' object is not callable
