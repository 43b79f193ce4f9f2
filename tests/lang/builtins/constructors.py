print(int(), float(), str() == "", list(), tuple(), dict(), set(), bytes(), bool(), frozenset(), object.__name__)
# expect: 0 0.0 True [] () {} set() b'' False frozenset() object
print(list("ab"), tuple([1]), dict(a=1), set([1]), list({1: 2}), list(range(3)), str(1.0), int("7"), float("2.5"))
# expect: ['a', 'b'] (1,) {'a': 1} {1} [1] [0, 1, 2] 1.0 7 2.5
for action in (
    lambda: list(1), lambda: tuple(1), lambda: set(1), lambda: dict(1), lambda: list([], []),
    lambda: int([]), lambda: float({}), lambda: str(1, 2), lambda: list(x=1),
    lambda: int("a", "b"), lambda: object(1),
):
    try:
        action()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)  # expect: TypeError 'int' object is not iterable
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError list expected at most 1 argument, got 2
        # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
        # expect: TypeError float() argument must be a string or a real number, not 'dict'
        # expect: TypeError str() argument 'encoding' must be str, not int
        # expect: TypeError list() takes no keyword arguments
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError object() takes no arguments
