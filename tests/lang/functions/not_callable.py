class C:
    pass

for value in (5, "s", None, [], {}, (), C(), 1.5, True, {1}, ...):
    try:
        value()
    except TypeError as error:
        print(error)  # expect: 'int' object is not callable
        # expect: 'str' object is not callable
        # expect: 'NoneType' object is not callable
        # expect: 'list' object is not callable
        # expect: 'dict' object is not callable
        # expect: 'tuple' object is not callable
        # expect: 'C' object is not callable
        # expect: 'float' object is not callable
        # expect: 'bool' object is not callable
        # expect: 'set' object is not callable
        # expect: 'ellipsis' object is not callable
