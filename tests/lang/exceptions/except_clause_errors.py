for clause in (5, "ValueError", int, (ValueError, 5), None):
    try:
        try:
            raise ValueError("x")
        except clause:
            print("never")
    except TypeError as error:
        print(error)  # expect: catching classes that do not inherit from BaseException is not allowed
        # expect: catching classes that do not inherit from BaseException is not allowed
        # expect: catching classes that do not inherit from BaseException is not allowed
        # expect: catching classes that do not inherit from BaseException is not allowed
        # expect: catching classes that do not inherit from BaseException is not allowed
try:
    try:
        raise ValueError("x")
    except undefined:
        pass
except NameError as error:
    print(error, repr(error.__context__))  # expect: name 'undefined' is not defined ValueError('x')
