try:
    try:
        raise ValueError("one")
    finally:
        raise KeyError("two")
except KeyError as error:
    print(error, repr(error.__context__))  # expect: 'two' ValueError('one')
try:
    try:
        raise ValueError("a")
    except ValueError:
        try:
            raise KeyError("b")
        except KeyError:
            raise IndexError("c")
except IndexError as error:
    while error:
        print(repr(error))  # expect: IndexError('c')
        # expect: KeyError('b')
        # expect: ValueError('a')
        error = error.__context__
