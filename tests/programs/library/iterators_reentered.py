"""Iterators and caches whose own items or keys call them again while they work."""

import functools
import itertools


class Reentering:
    """Counts; at some of its steps it asks the iterator made over it instead."""

    def __init__(self, *steps):
        self.steps = steps
        self.count = 0
        self.iterator = None

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        if self.count in self.steps:
            return next(self.iterator)
        return self.count


for steps in [(1,), (2,), (3,), (1, 2), (1, 3), (1, 4), (2, 3)]:
    source = Reentering(*steps)
    source.iterator = itertools.pairwise(source)
    print(steps, [next(source.iterator) for _ in range(3)])

for steps in [(1,), (3,)]:
    source = Reentering(*steps)
    first, second = itertools.tee(source)
    source.iterator = second
    try:
        print([next(first) for _ in range(4)])
    except RuntimeError as error:
        print(error)
    source.steps = ()
    print(next(first), next(second))


class Ends:
    def __init__(self):
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            self.left = 2
            raise StopIteration
        return self.left


pairs = itertools.pairwise(Ends())
print(list(pairs), list(pairs))


@functools.lru_cache(maxsize=10)
def identity(key):
    return key


class Key:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return self.number

    def __eq__(self, other):
        if self.number == 2:
            identity(Key(1))
        return self.number == other.number


print(identity(Key(1)).number, identity(Key(2)).number, identity(Key(2)).number)


@functools.lru_cache(maxsize=3)
def square(n):
    return n * n


print([square(n) for n in (1, 2, 3, 1, 4, 2, 1)], square.cache_info())
square.cache_clear()
print(square.cache_info(), [square(n) for n in (5, 5, 6, 7, 8, 6)], square.cache_info())
