"""Recursive Fibonacci: calls, comparisons, small additions."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


total = 0
for _ in range(SCALE):
    total += fib(25)
print(total)
