for action in (
    lambda: range(), lambda: range(1.5), lambda: range("3"), lambda: range(1, 2, 0),
    lambda: range(5)[5], lambda: range(5)[-6], lambda: range(3).index(7),
    lambda: range(1, 2, 3, 4), lambda: range(3) + range(3), lambda: range(3)["a"],
):
    try:
        action()
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)  # expect: TypeError range expected at least 1 argument, got 0
        # expect: TypeError 'float' object cannot be interpreted as an integer
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: ValueError range() arg 3 must not be zero
        # expect: IndexError range object index out of range
        # expect: IndexError range object index out of range
        # expect: ValueError 7 is not in range
        # expect: TypeError range expected at most 3 arguments, got 4
        # expect: TypeError unsupported operand type(s) for +: 'range' and 'range'
        # expect: TypeError range indices must be integers or slices, not str
r = range(3)
try:
    r[0] = 5
except TypeError as error:
    print(error)  # expect: 'range' object does not support item assignment
try:
    r.start = 5
except AttributeError as error:
    print(error)  # expect: readonly attribute
