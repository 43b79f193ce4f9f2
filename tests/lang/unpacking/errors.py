def attempt(text):
    try:
        exec(text)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

attempt("a, b = 1, 2, 3")  # expect: ValueError too many values to unpack (expected 2)
attempt("a, b = [1]")  # expect: ValueError not enough values to unpack (expected 2, got 1)
attempt("a, b, c = 'xy'")  # expect: ValueError not enough values to unpack (expected 3, got 2)
attempt("a, b = ()")  # expect: ValueError not enough values to unpack (expected 2, got 0)
attempt("a, = []")  # expect: ValueError not enough values to unpack (expected 1, got 0)
attempt("a, b = 5")  # expect: TypeError cannot unpack non-iterable int object
attempt("a, b = None")  # expect: TypeError cannot unpack non-iterable NoneType object
attempt("a, *b, c = [1]")  # expect: ValueError not enough values to unpack (expected at least 2, got 1)
attempt("a, b, *c = []")  # expect: ValueError not enough values to unpack (expected at least 2, got 0)
attempt("(a, b), c = 1, 2")  # expect: TypeError cannot unpack non-iterable int object
attempt("for a, b in [1]: pass")  # expect: TypeError cannot unpack non-iterable int object
attempt("for a, b in [(1, 2, 3)]: pass")  # expect: ValueError too many values to unpack (expected 2)
attempt("a, b = {1, 2, 3}")  # expect: ValueError too many values to unpack (expected 2)
attempt("a, b = range(10)")  # expect: ValueError too many values to unpack (expected 2)
attempt("[(a, b) for a, b in ['abc']]")  # expect: ValueError too many values to unpack (expected 2)
attempt("a, b = {'k': 1}")  # expect: ValueError not enough values to unpack (expected 2, got 1)
