import math

print(math.gcd(12, 18), math.gcd(0, 5), math.gcd(-12, 8), math.gcd(10 ** 30, 6 ** 40))  # expect: 6 5 4 1073741824
print(math.isqrt(17), math.isqrt(10 ** 40), math.isqrt(10 ** 40 - 1))
# expect: 4 100000000000000000000 99999999999999999999
print(math.factorial(25), math.comb(50, 25), math.lcm(4, 6))  # expect: 15511210043330985984000000 126410606437752 12
try:
    math.isqrt(-1)
except ValueError as error:
    print(error)  # expect: isqrt() argument must be nonnegative
try:
    math.factorial(-1)
except ValueError as error:
    print(error)  # expect: factorial() not defined for negative values
