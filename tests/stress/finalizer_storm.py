"""`__del__` runs everywhere: in drops, in the collector, in other threads; each object is finalized once."""
import gc

from _storm import ROUNDS, storm_of

saved = []


class Noisy:
    def __init__(self, n):
        self.n = n
        self.payload = [str(n)] * 3

    def __del__(self):
        assert self.payload[0] == str(self.n)
        done.append(id(self))
        del done[100:]


class Lazarus(Noisy):
    def __del__(self):
        saved.append(self)
        del saved[20:]


class Creator(Noisy):
    def __del__(self):
        boxes[self.n % 10] = [Noisy(self.n), {"x": Noisy(self.n + 1)}]


class Collecting(Noisy):
    def __del__(self):
        if self.n % 50 == 0:
            gc.collect()
        gc.get_referents(self)


class Raising(Noisy):
    def __del__(self):
        try:
            raise KeyError(self.n)
        except KeyError:
            pass


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a):
        self.a = a
        self.b = Noisy(a)

    def __del__(self):
        assert self.b.n == self.a


done = []
boxes = [None] * 10
classes = [Noisy, Lazarus, Creator, Collecting, Raising, Slotted]


def make(dice):
    boxes[dice.roll(10)] = classes[dice.roll(6)](dice.roll(1000))


def chain(dice):
    box = None
    for n in range(dice.roll(80)):
        box = [box, classes[dice.roll(6)](n), (n, box)]
    boxes[dice.roll(10)] = box


def cycle(dice):
    a, b = Noisy(dice.roll(1000)), classes[dice.roll(5)](dice.roll(1000))
    a.other, b.other = b, a
    a.self = [a, b, {b.n: a}]


def swap(dice):
    i, j = dice.roll(10), dice.roll(10)
    boxes[i], boxes[j] = boxes[j], boxes[i]
    boxes[i] = None


def inside(dice):
    box = boxes[dice.roll(10)]
    if isinstance(box, list):
        box.append(Noisy(3))
        box.pop(0)
    elif isinstance(box, Noisy):
        box.payload = [str(box.n)]


def collect(dice):
    if dice.roll(10) == 0:
        gc.collect()
        len(gc.get_objects())


storm_of([make, make, chain, cycle, swap, inside, collect], expected=(IndexError,), rounds=ROUNDS // 2)
boxes[:] = [None] * 10
saved.clear()
gc.collect()
print("ok")  # expect: ok
