"""Iterators of every kind pulled by all threads; none may crash, none may invent a value."""
import itertools
import operator
import re
import struct

from _storm import storm_of

numbers = list(range(30))
text = "abcdefghij"
table = {n: str(n) for n in range(30)}
members = set(range(30))
shared = {}


class Sequence:
    def __len__(self):
        return 20

    def __getitem__(self, i):
        if i < 20:
            return i
        raise IndexError


def generate():
    for n in range(30):
        yield n


MAKERS = [
    lambda: iter(numbers), lambda: iter(tuple(numbers)), lambda: iter(text), lambda: iter(range(30)),
    lambda: iter(range(2 ** 70, 2 ** 70 + 9)), lambda: iter(table.items()), lambda: iter(members),
    lambda: reversed(numbers), lambda: reversed(table), lambda: iter(b"abc" * 9), lambda: iter(Sequence()),
    lambda: iter(bytearray(b"abc" * 9)), lambda: reversed(Sequence()), lambda: iter(iter([1, 2, 3, 0]).__next__, 0),
    lambda: enumerate(numbers, 2 ** 62 - 3), lambda: zip(numbers, text, range(9)), lambda: map(operator.add, numbers, numbers),
    lambda: filter(None, numbers), lambda: itertools.chain(numbers, text), lambda: itertools.chain.from_iterable([numbers, text]),
    lambda: itertools.count(5, 2), lambda: itertools.cycle(text), lambda: itertools.repeat(7, 20),
    lambda: itertools.accumulate(numbers), lambda: itertools.islice(numbers, 3, 20, 2),
    lambda: itertools.product(numbers[:3], text[:3]), lambda: itertools.permutations(text[:4], 2),
    lambda: itertools.combinations(text, 3), lambda: itertools.combinations_with_replacement(text[:4], 2),
    lambda: itertools.compress(text, [1, 0] * 5), lambda: itertools.dropwhile(lambda n: n < 5, numbers),
    lambda: itertools.takewhile(lambda n: n < 25, numbers), lambda: itertools.filterfalse(lambda n: n % 2, numbers),
    lambda: itertools.groupby(numbers, lambda n: n // 5), lambda: itertools.pairwise(numbers),
    lambda: itertools.starmap(operator.mul, [(1, 2)] * 20), lambda: itertools.zip_longest(numbers, text),
    lambda: itertools.batched(numbers, 4), lambda: itertools.tee(numbers)[1], lambda: itertools.tee(generate(), 3)[dice_of_main],
    lambda: itertools.chain(generate(), map(str, numbers)), lambda: struct.iter_unpack("h", b"abcd" * 9),
    lambda: itertools.islice(itertools.cycle(iter(numbers)), 50), lambda: re.finditer("[a-c]", text * 3),
]
dice_of_main = 1


def renew(dice):
    n = dice.roll(len(MAKERS))
    shared[n] = MAKERS[n]()


def pull(dice):
    iterator = shared[dice.roll(len(MAKERS))]
    for _ in range(5):
        next(iterator)


def drain(dice):
    n = dice.roll(len(MAKERS))
    if n not in (20, 21):
        for _ in shared[n]:
            pass


def hint(dice):
    iterator = shared[dice.roll(len(MAKERS))]
    operator.length_hint(iterator), repr(iterator)



def group(dice):
    for key, values in shared[33]:
        for value in values:
            assert value // 5 >= 0
        break


def tees(dice):
    if dice.roll(3) == 0:
        shared["tees"] = itertools.tee(iter(numbers), 4)
    assert 0 <= next(shared["tees"][dice.roll(4)]) < 30


def change(dice):
    numbers.append(numbers.pop(dice.roll(20)))
    table[dice.roll(30)] = "new"
    members.discard(dice.roll(30))
    members.add(dice.roll(30))


for n in range(len(MAKERS)):
    shared[n] = MAKERS[n]()
shared["tees"] = itertools.tee(iter(numbers), 4)
storm_of([renew, renew, pull, pull, pull, drain, hint, group, tees, change],
         expected=(StopIteration, ValueError, RuntimeError, TypeError, AttributeError, KeyError))
print("ok")  # expect: ok
