"""One deque under everything a deque can do; only what was put in comes out."""
import copy
from collections import deque

from _storm import storm_of

shared = deque(["start"] * 10, maxlen=200)
iterators = [iter(shared)]


def check(item):
    assert item[:4] in ("star", "item"), item


def push(dice):
    shared.append("item" + str(dice.roll(100)))
    shared.appendleft("item" + str(dice.roll(100)))


def pop(dice):
    check(shared.pop())
    check(shared.popleft())


def extend(dice):
    shared.extend(["item" + str(n) for n in range(dice.roll(20))])
    shared.extendleft("item" + str(n) for n in range(dice.roll(20)))


def rotate(dice):
    shared.rotate(dice.roll(40) - 20)
    shared.reverse()


def walk(dice):
    for item in shared:
        check(item)
    for item in reversed(shared):
        check(item)


def share_iterator(dice):
    iterators[0] = [iter, reversed][dice.roll(2)](shared)
    check(next(iterators[0]))


def pull(dice):
    for _ in range(4):
        check(next(iterators[0]))


def index(dice):
    check(shared[dice.roll(60)])
    shared[dice.roll(60)] = "item-set" + str(dice.roll(9))
    del shared[dice.roll(60)]
    shared.insert(dice.roll(60), "item-in")


def search(dice):
    shared.remove("item" + str(dice.roll(20)))
    shared.count("item1"), "item2" in shared, shared.index("item3")


def whole(dice):
    for item in [*shared.copy(), *copy.copy(shared), *(shared + deque(["item"]))]:
        check(item)
    repr(shared), shared == shared.copy(), len(shared)
    shared.__imul__(2)


def clear(dice):
    if dice.roll(10) == 0:
        shared.clear()
    else:
        shared.__iadd__(["item" + str(n) for n in range(5)])


storm_of([push, push, pop, extend, rotate, walk, share_iterator, pull, index, search, whole, clear],
         expected=(IndexError, RuntimeError, ValueError, StopIteration))
for item in shared:
    check(item)
print("ok")  # expect: ok
