def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)

print(factorial(20))  # expect: 2432902008176640000
print(factorial(21))  # expect: 51090942171709440000
print(factorial(30))  # expect: 265252859812191058636308480000000
print(factorial(60))  # expect: 8320987112741390144276341183223364380754172606361245952449277696409600000000000000
print(sum([int(digit) for digit in str(factorial(300))]))  # expect: 2466
