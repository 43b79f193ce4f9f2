try:
    try:
        1 / 0
    except ZeroDivisionError as cause:
        raise ValueError("bad") from cause
except ValueError as error:
    print(repr(error.__cause__), error.__suppress_context__, error.__context__ is error.__cause__)
    # expect: ZeroDivisionError('division by zero') True True
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("bad")
except ValueError as error:
    print(error.__cause__, repr(error.__context__), error.__suppress_context__)
    # expect: None ZeroDivisionError('division by zero') False
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("bad") from None
except ValueError as error:
    print(error.__cause__, repr(error.__context__), error.__suppress_context__)
    # expect: None ZeroDivisionError('division by zero') True
try:
    raise ValueError from KeyError
except ValueError as error:
    print(repr(error.__cause__))  # expect: KeyError()
