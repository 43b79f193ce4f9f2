"""A list: append, index, assign, pop, len."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def run(n):
    total = 0
    for _ in range(n):
        items = []
        for i in range(1000):
            items.append(i)
        for i in range(1, len(items)):
            items[i] = items[i - 1] + items[i] & 1023
        while items:
            total += items.pop()
    return total


print(run(85 * SCALE))
