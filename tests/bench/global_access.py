"""Globals and builtins, read and written in a loop."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100
counter = 0
step = 3
limit = 1000


def run(n):
    global counter
    for _ in range(n):
        counter += step
        if counter > limit:
            counter = abs(counter - limit)
    return counter


print(run(270_000 * SCALE))
