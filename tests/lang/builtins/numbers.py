print(abs(-3), abs(-2.5), abs(True), bin(5), bin(-5), oct(8), hex(-255), chr(97), ord("a"), divmod(7, -2), divmod(7.5, 2))
# expect: 3 2.5 1 0b101 -0b101 0o10 -0xff a 97 (-4, -1) (3.0, 1.5)
print(pow(2, 5), pow(2, -1), pow(2, 5, 7), pow(2.0, 3), round(2.5), round(3.14159, 2), round(1234, -2), round(2.5, None), round(-1.5))
# expect: 32 0.5 4 8.0 2 3.14 1200 2 -2
for action in (
    lambda: abs("x"), lambda: bin(1.5), lambda: hex("a"), lambda: oct(None),
    lambda: divmod(1, "a"), lambda: pow("a", 2), lambda: round("x"), lambda: round(1.5, "a"),
    lambda: abs(), lambda: abs(1, 2), lambda: pow(1), lambda: round(), lambda: divmod(1),
):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: bad operand type for abs(): 'str'
        # expect: 'float' object cannot be interpreted as an integer
        # expect: 'str' object cannot be interpreted as an integer
        # expect: 'NoneType' object cannot be interpreted as an integer
        # expect: unsupported operand type(s) for divmod(): 'int' and 'str'
        # expect: unsupported operand type(s) for ** or pow(): 'str' and 'int'
        # expect: type str doesn't define __round__ method
        # expect: 'str' object cannot be interpreted as an integer
        # expect: abs() takes exactly one argument (0 given)
        # expect: abs() takes exactly one argument (2 given)
        # expect: pow() missing required argument 'exp' (pos 2)
        # expect: round() missing required argument 'number' (pos 1)
        # expect: divmod expected 2 arguments, got 1
