"""Few objects that all threads read all the time, so that their counts are split, while they are replaced, looked at
through weak references, collected, and while the counts are kept in other ways."""
import gc
import sys
import threading
import weakref

from _storm import THREADS, storm_of

try:
    import gil
except ImportError:
    gil = None

SLOTS = 3
made, gone = [], []
lock = threading.Lock()


class Item:
    def __init__(self):
        self.me = self if len(made) % 5 == 0 else None  # some can only be collected
        self.alive = True
        made.append(None)

    def __del__(self):
        assert self.alive
        self.alive = False
        gone.append(None)


items = [Item() for _ in range(SLOTS)]
table = {n: item for n, item in enumerate(items)}
seen = [weakref.ref(item) for item in items]


def read(dice):
    slot = dice.roll(SLOTS)
    for _ in range(300):
        item = items[slot]
        other = table[slot]
    assert item.alive and other.alive


def look(dice):
    item = seen[dice.roll(SLOTS)]()
    assert item is None or item.alive


def count(dice):
    assert sys.getrefcount(items[dice.roll(SLOTS)]) > 0


def replace(dice):
    if dice.roll(4) == 0:
        slot = dice.roll(SLOTS)
        item = Item()
        seen[slot] = weakref.ref(item)
        items[slot] = item
        table[slot] = item


def pass_on(dice):
    """References are taken by one thread and dropped by another."""
    slot = dice.roll(SLOTS)
    taken = [items[slot] for _ in range(dice.roll(20))]
    passed.append(taken)
    if len(passed) > THREADS:
        try:
            passed.pop(0).clear()
        except IndexError:
            pass


def collect(dice):
    if dice.roll(30) == 0:
        gc.collect()


def turn(dice):
    if gil and dice.roll(40) == 0 and not gil.enabled():
        with lock:
            gil.set_refcount("atomic")
            gil.set_refcount("biased")


passed = []
storm_of([read, read, read, look, count, replace, pass_on, collect, turn])
items.clear()
table.clear()
passed.clear()
gc.collect()
print(len(made) - len(gone), [reference() for reference in seen])  # expect: 0 [None, None, None]
