"""Integers beyond 64 bits: sums of squares, factorials, Fibonacci, remainders."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def sum_of_squares(n):
    total = 1 << 62
    for i in range(n):
        total += i * i
    return total


def products(n):
    product = 1
    for i in range(1, n):
        product *= i
    return product % (10**9 + 7), product.bit_length()


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a % 10**15


total = 0
for _ in range(SCALE * 6):
    total += sum_of_squares(50_000)
    total += sum(products(400))
    total += fibonacci(1_500)
print(total)
