"""Generators in a chain, a recursive one, and generator expressions."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


def evens(source):
    for number in source:
        if number % 2 == 0:
            yield number


def running(source):
    total = 0
    for number in source:
        total += number
        yield total


def inorder(low, high):
    if low < high:
        middle = (low + high) // 2
        yield from inorder(low, middle)
        yield middle
        yield from inorder(middle + 1, high)


def run(n):
    total = 0
    for _ in range(n):
        for value in running(evens(numbers(200))):
            total += value & 7
        for value in inorder(0, 63):
            total += value
        total += sum(value * 2 for value in numbers(100))
    return total


print(run(230 * SCALE))
