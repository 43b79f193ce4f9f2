"""The plainest loop: range, one addition."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def run(n):
    total = 0
    for i in range(n):
        total += i
    return total


print(run(450_000 * SCALE))
