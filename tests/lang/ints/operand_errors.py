def attempt(action):
    try:
        action()
    except TypeError as error:
        print(error)

attempt(lambda: 1 + "1")  # expect: unsupported operand type(s) for +: 'int' and 'str'
attempt(lambda: 1 - [])  # expect: unsupported operand type(s) for -: 'int' and 'list'
attempt(lambda: 1 @ 2)  # expect: unsupported operand type(s) for @: 'int' and 'int'
attempt(lambda: 1 // None)  # expect: unsupported operand type(s) for //: 'int' and 'NoneType'
attempt(lambda: {} ** 2)  # expect: unsupported operand type(s) for ** or pow(): 'dict' and 'int'
attempt(lambda: 1 << 1.0)  # expect: unsupported operand type(s) for <<: 'int' and 'float'
attempt(lambda: 1 | "a")  # expect: unsupported operand type(s) for |: 'int' and 'str'
attempt(lambda: -"a")  # expect: bad operand type for unary -: 'str'
attempt(lambda: ~1.5)  # expect: bad operand type for unary ~: 'float'
n = 1
attempt(lambda: n())  # expect: 'int' object is not callable
attempt(lambda: n[0])  # expect: 'int' object is not subscriptable
attempt(lambda: len(1))  # expect: object of type 'int' has no len()
attempt(lambda: [x for x in 5])  # expect: 'int' object is not iterable
