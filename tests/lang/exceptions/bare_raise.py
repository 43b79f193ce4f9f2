def f():
    try:
        raise ValueError("first")
    except ValueError as error:
        print("seen", error)
        raise

try:
    f()
except ValueError as error:
    print("again", error)  # expect: seen first
    # expect: again first
def reraise():
    raise

try:
    try:
        1 / 0
    except ZeroDivisionError:
        reraise()
except ZeroDivisionError as error:
    print("from helper", error)  # expect: from helper division by zero
try:
    try:
        raise KeyError("outer")
    except KeyError:
        try:
            raise ValueError("inner")
        except ValueError:
            pass
        raise
except KeyError as error:
    print("still", error)  # expect: still 'outer'
