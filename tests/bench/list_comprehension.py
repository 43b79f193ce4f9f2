"""Comprehensions over ranges and lists, with conditions and nesting."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def run(n):
    total = 0
    for _ in range(n):
        squares = [i * i for i in range(1000)]
        even = [x for x in squares if x % 2 == 0]
        table = [[row * column for column in range(10)] for row in range(30)]
        total += sum(even) + len(squares) + table[-1][-1]
    return total


print(run(170 * SCALE))
