def f(*args, **kwargs):
    return args, kwargs

for call in (
    lambda: f(*5), lambda: f(**5), lambda: f(**{1: 2}), lambda: f(a=1, **{"a": 2}), lambda: f(**{"a": 1}, **{"a": 2}),
    lambda: f(*None), lambda: f(**[("a", 1)]), lambda: len(*[1, 2]), lambda: len(x=1), lambda: print(1, nope=2),
):
    try:
        call()
    except TypeError as error:
        print(error)  # expect: __main__.f() argument after * must be an iterable, not int
        # expect: __main__.f() argument after ** must be a mapping, not int
        # expect: keywords must be strings
        # expect: __main__.f() got multiple values for keyword argument 'a'
        # expect: __main__.f() got multiple values for keyword argument 'a'
        # expect: __main__.f() argument after * must be an iterable, not NoneType
        # expect: __main__.f() argument after ** must be a mapping, not list
        # expect: len() takes exactly one argument (2 given)
        # expect: len() takes no keyword arguments
        # expect: print() got an unexpected keyword argument 'nope'
