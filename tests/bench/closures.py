"""Closures: made, called, counting with nonlocal."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def make_counter(step):
    count = 0

    def bump(extra):
        nonlocal count
        count += step + extra
        return count

    return bump


def run(n):
    total = 0
    for i in range(n):
        bump = make_counter(i & 7)
        for j in range(10):
            bump(j)
        total += bump(0)
    return total


print(run(12_500 * SCALE))
