print(float("1.5"), float("-1.5e3"), float(" 2. "), float(".5"), float("1_0.5"), float("1e400"), float("1e-400"))
# expect: 1.5 -1500.0 2.0 0.5 10.5 inf 0.0
print(float("inf"), float("NaN"), float("0x1" == "y"), float("１.５"))  # expect: inf nan 0.0 1.5
for text in ("", "abc", "1.5.2", "1e", "--1", "1__0", "0x10", "."):
    try:
        float(text)
    except ValueError as error:
        print(error)  # expect: could not convert string to float: ''
        # expect: could not convert string to float: 'abc'
        # expect: could not convert string to float: '1.5.2'
        # expect: could not convert string to float: '1e'
        # expect: could not convert string to float: '--1'
        # expect: could not convert string to float: '1__0'
        # expect: could not convert string to float: '0x10'
        # expect: could not convert string to float: '.'
for value in (None, [], "1", 10 ** 400):
    try:
        print(float(value))
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, error)
        # expect: TypeError float() argument must be a string or a real number, not 'NoneType'
        # expect: TypeError float() argument must be a string or a real number, not 'list'
        # expect: 1.0
        # expect: OverflowError int too large to convert to float
