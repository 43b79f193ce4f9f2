"""A dict with integer keys: a sparse table, filled, read and emptied."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def run(n):
    total = 0
    for _ in range(n):
        table = {}
        for i in range(1000):
            table[i * 7 % 1009] = i
        for i in range(1009):
            if i in table:
                total += table[i]
        for i in range(0, 1000, 2):
            del table[i * 7 % 1009]
        total += len(table)
    return total


print(run(90 * SCALE))
