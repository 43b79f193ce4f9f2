def classify(action):
    try:
        action()
    except ZeroDivisionError:
        return "zero"
    except (KeyError, IndexError) as error:
        return f"lookup {error}"
    except Exception as error:
        return f"other {type(error).__name__}"
    else:
        return "fine"

print(classify(lambda: 1 / 0), classify(lambda: {}["k"]), classify(lambda: [][0]), classify(lambda: int("x")), classify(lambda: 0))
# expect: zero lookup 'k' lookup list index out of range other ValueError fine
try:
    raise KeyError
except LookupError as error:
    print(repr(error), error.args)  # expect: KeyError() ()
