for value in (ValueError, ValueError("text"), ValueError("a", 1), KeyError("k"), Exception()):
    try:
        raise value
    except Exception as error:
        print(repr(error), [str(error)], error.args)  # expect: ValueError() [''] ()
        # expect: ValueError('text') ['text'] ('text',)
        # expect: ValueError('a', 1) ["('a', 1)"] ('a', 1)
        # expect: KeyError('k') ["'k'"] ('k',)
        # expect: Exception() [''] ()
for value in (5, "text", None, int, [], object()):
    try:
        raise value
    except TypeError as error:
        print(error)  # expect: exceptions must derive from BaseException
        # expect: exceptions must derive from BaseException
        # expect: exceptions must derive from BaseException
        # expect: exceptions must derive from BaseException
        # expect: exceptions must derive from BaseException
        # expect: exceptions must derive from BaseException
try:
    raise ValueError from 5
except TypeError as error:
    print(error)  # expect: exception causes must derive from BaseException
try:
    raise
except RuntimeError as error:
    print(error)  # expect: No active exception to reraise
