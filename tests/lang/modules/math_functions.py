import math

print(math.pi, math.e, math.tau, math.inf, math.nan)
# expect: 3.141592653589793 2.718281828459045 6.283185307179586 inf nan
print([math.sqrt(x) for x in (0, 2, 16, 1e300, 10 ** 40)])  # expect: [0.0, 1.4142135623730951, 4.0, 1e+150, 1e+20]
print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(-2.9), math.floor(10 ** 20), math.ceil(1e20))
# expect: 2 -3 3 -2 -2 100000000000000000000 100000000000000000000
print(math.exp(0), math.exp(1), math.log(1), math.log(8, 2), math.log2(1024), math.log10(1000), math.log(10 ** 400), math.log1p(0.5), math.expm1(1e-10))
# expect: 1.0 2.718281828459045 0.0 3.0 10.0 3.0 921.0340371976182 0.4054651081081644 1.00000000005e-10
print(math.sin(1), math.cos(1), math.tan(1), math.asin(1), math.acos(0), math.atan(1), math.atan2(1, -1), math.sinh(1), math.cosh(1), math.tanh(1))
# expect: 0.8414709848078965 0.5403023058681398 1.5574077246549023 1.5707963267948966 1.5707963267948966 0.7853981633974483 2.356194490192345 1.1752011936438014 1.5430806348152437 0.7615941559557649
print(math.degrees(math.pi), math.radians(180), math.hypot(3, 4), math.hypot(1, 2, 2), math.dist((0, 0), (3, 4)), math.cbrt(27))
# expect: 180.0 3.141592653589793 5.0 3.0 5.0 3.0000000000000004
print(math.gcd(), math.gcd(12, 18, 27), math.lcm(4, 6, 10), math.comb(10, 3), math.perm(5, 2), math.perm(4), math.factorial(10), math.isqrt(99))
# expect: 0 3 60 120 20 24 3628800 9
print(math.fmod(7, -3), math.modf(-3.25), math.frexp(8.0), math.ldexp(0.5, 4), math.copysign(3, -0.0), math.fabs(-3), math.remainder(7, 4))
# expect: 1.0 (-0.25, -3.0) (0.5, 4) 8.0 -3.0 3.0 -1.0
print(math.prod([1, 2, 3, 4]), math.prod([], start=5), math.fsum([0.1] * 10), math.sumprod([1, 2], [3, 4]), math.pow(2, 0.5), math.gamma(5), math.erf(0.5))
# expect: 24 5 1.0 11 1.4142135623730951 24.0 0.5204998778130465
print(math.isclose(1.0, 1.0 + 1e-10), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-12, abs_tol=1e-9), math.isfinite(math.inf), math.isnan(math.nan), math.nextafter(1, 2), math.ulp(1.0))
# expect: True True True False True 1.0000000000000002 2.220446049250313e-16
