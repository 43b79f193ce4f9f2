"""A while loop with a comparison, additions and a branch."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def run(n):
    i = total = 0
    while i < n:
        if i & 3:
            total += i
        else:
            total -= 1
        i += 1
    return total


print(run(180_000 * SCALE))
