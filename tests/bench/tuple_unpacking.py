"""Tuples made, swapped, returned and taken apart."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def minmax(a, b):
    return (a, b) if a < b else (b, a)


def run(n):
    a, b, total = 0, 1, 0
    pairs = [(i, i * 2) for i in range(10)]
    for i in range(n):
        a, b = b, (a + b) & 1023
        low, high = minmax(a, b)
        first, *_, last = (low, i, high)
        for x, y in pairs:
            total += x - y
        total += first + last
    return total


print(run(21_000 * SCALE))
