def attempt(*arguments):
    try:
        print(int(*arguments))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__ + ":", error)

attempt()  # expect: 0
attempt(3.99)  # expect: 3
attempt(-3.99)  # expect: -3
attempt(True)  # expect: 1
attempt(1e20)  # expect: 100000000000000000000
attempt(None)
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
attempt([])  # expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'
attempt("12", 1)  # expect: ValueError: int() base must be >= 2 and <= 36, or 0
attempt("12", 40)  # expect: ValueError: int() base must be >= 2 and <= 36, or 0
attempt(12, 10)  # expect: TypeError: int() can't convert non-string with explicit base
attempt(float("nan"))  # expect: ValueError: cannot convert float NaN to integer
attempt(float("inf"))  # expect: OverflowError: cannot convert float infinity to integer
attempt("中")  # expect: ValueError: invalid literal for int() with base 10: '中'
