import math

for action in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-5), lambda: math.log(10, 1), lambda: math.exp(1000), lambda: math.acos(2), lambda: math.floor(math.inf), lambda: math.ceil(math.nan),
               lambda: math.factorial(-1), lambda: math.factorial(2.5), lambda: math.gcd(1.5), lambda: math.comb(-1, 2), lambda: math.sqrt("4"), lambda: math.sqrt(), lambda: math.sqrt(1, 2), lambda: math.pow(0, -1), lambda: math.fmod(1, 0), lambda: math.isqrt(-4), lambda: math.floor("x"), lambda: math.log(), lambda: math.sin(10 ** 400), lambda: math.pi()):
    try:
        action()
        print("no error")
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, error)  # expect: ValueError math domain error
        # expect: ValueError math domain error
        # expect: ValueError math domain error
        # expect: ZeroDivisionError float division by zero
        # expect: OverflowError math range error
        # expect: ValueError math domain error
        # expect: OverflowError cannot convert float infinity to integer
        # expect: ValueError cannot convert float NaN to integer
        # expect: ValueError factorial() not defined for negative values
        # expect: TypeError 'float' object cannot be interpreted as an integer
        # expect: TypeError 'float' object cannot be interpreted as an integer
        # expect: ValueError n must be a non-negative integer
        # expect: TypeError must be real number, not str
        # expect: TypeError math.sqrt() takes exactly one argument (0 given)
        # expect: TypeError math.sqrt() takes exactly one argument (2 given)
        # expect: ValueError math domain error
        # expect: ValueError math domain error
        # expect: ValueError isqrt() argument must be nonnegative
        # expect: TypeError must be real number, not str
        # expect: TypeError log expected at least 1 argument, got 0
        # expect: OverflowError int too large to convert to float
        # expect: TypeError 'float' object is not callable
