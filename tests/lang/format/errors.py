def attempt(value, spec):
    try:
        print(format(value, spec))
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)

attempt("x", "d")  # expect: ValueError Unknown format code 'd' for object of type 'str'
attempt("x", "+")  # expect: ValueError Sign not allowed in string format specifier
attempt("x", "=5")  # expect: ValueError '=' alignment not allowed in string format specifier
attempt("x", ",")  # expect: ValueError Cannot specify ',' with 's'.
attempt(1, "s")  # expect: ValueError Unknown format code 's' for object of type 'int'
attempt(1, ".2")  # expect: ValueError Precision not allowed in integer format specifier
attempt(1, ".2d")  # expect: ValueError Precision not allowed in integer format specifier
attempt(1.5, "d")  # expect: ValueError Unknown format code 'd' for object of type 'float'
attempt(1.5, "x")  # expect: ValueError Unknown format code 'x' for object of type 'float'
attempt(1, "5q")  # expect: ValueError Unknown format code 'q' for object of type 'int'
attempt(1, ",c")  # expect: ValueError Cannot specify ',' with 'c'.
attempt(1, "+c")  # expect: ValueError Sign not allowed with integer format specifier 'c'
attempt(1, ",_")  # expect: ValueError Cannot specify both ',' and '_'.
attempt(1, "_,")  # expect: ValueError Cannot specify both ',' and '_'.
attempt(1, ",x")  # expect: ValueError Cannot specify ',' with 'x'.
attempt(-1, "c")  # expect: OverflowError %c arg not in range(0x110000)
attempt(1, ".")  # expect: ValueError Format specifier missing precision
attempt(1, "5 5")  # expect: ValueError Invalid format specifier '5 5' for object of type 'int'
attempt([], "5")  # expect: TypeError unsupported format string passed to list.__format__
attempt(None, ">5")  # expect: TypeError unsupported format string passed to NoneType.__format__
attempt((1,), "d")  # expect: TypeError unsupported format string passed to tuple.__format__
attempt(object, "d")  # expect: TypeError unsupported format string passed to type.__format__
attempt("x", 5)  # expect: TypeError format() argument 2 must be str, not int
