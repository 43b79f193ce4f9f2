import math

print(math.sqrt(2), math.pi, math.e)  # expect: 1.4142135623730951 3.141592653589793 2.718281828459045
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.fabs(-2.5))  # expect: -3 -2 -2 2.5
print(math.sin(0), math.cos(0), math.exp(1), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000))
# expect: 0.0 1.0 2.718281828459045 2.302585092994046 3.0 3.0 3.0
print(math.isnan(math.nan), math.isinf(math.inf), math.isfinite(1.0), math.copysign(1, -0.0))
# expect: True True True -1.0
print(math.hypot(3, 4), math.fmod(-7, 3), math.modf(3.5), math.fsum([0.1] * 10), math.isclose(0.1 + 0.2, 0.3))
# expect: 5.0 -1.0 (0.5, 3.0) 1.0 True
for action in (
    lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.exp(1000), lambda: math.sqrt("x"),
):
    try:
        action()
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)  # expect: ValueError math domain error
        # expect: ValueError math domain error
        # expect: OverflowError math range error
        # expect: TypeError must be real number, not str
