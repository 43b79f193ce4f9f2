"""Objects of the library shared by all threads: caches, queues, counters, random numbers, json, copies."""
import bisect
import collections
import contextvars
import copy
import dataclasses
import enum
import functools
import heapq
import json
import operator
import queue
import random
import types

from _storm import ROUNDS, storm_of


@functools.lru_cache(maxsize=8)
def cached(n):
    return "cached" + str(n)


@functools.cache
def cached_for_ever(n):
    return [n]


@functools.singledispatch
def single(value):
    return "other"


@single.register
def _(value: int):
    return "int"


class WithCached:
    @functools.cached_property
    def value(self):
        return ["value"]


@dataclasses.dataclass(order=True)
class Point:
    x: int
    y: list = dataclasses.field(default_factory=list, compare=False)


class Colour(enum.Enum):
    RED = 1
    GREEN = 2


holder = WithCached()
points = [Point(n, [n]) for n in range(4)]
counter = collections.Counter()
ordered = collections.OrderedDict((n, str(n)) for n in range(10))
default = collections.defaultdict(list)
chain = collections.ChainMap({1: "1"}, {2: "2"})
heap = list(range(20))
ascending = list(range(0, 40, 2))
q = queue.Queue()
lifo = queue.LifoQueue(maxsize=10)
generator = random.Random(5)
space = types.SimpleNamespace(a="a")
variable = contextvars.ContextVar("variable", default="nothing")
partial = functools.partial(max, 3, key=lambda n: -n)
tree = {"numbers": [1, 2.5, None], "nested": {"text": "x" * 20, "more": [[], {}]}}


def caches(dice):
    n = dice.roll(20)
    assert cached(n) == "cached" + str(n)
    assert cached_for_ever(n) == [n]
    if dice.roll(20) == 0:
        cached.cache_clear()
        cached_for_ever.cache_clear()
    cached.cache_info()
    assert holder.value[0] == "value"
    if dice.roll(5) == 0:
        del holder.value


def dispatch(dice):
    assert single(3) == "int" and single("x") in ("other", "str")
    if dice.roll(5) == 0:
        single.register(str, lambda value: "str")


def data(dice):
    p = points[dice.roll(4)]
    p.x = dice.roll(9)
    p.y.append(1)
    p == points[0], p < points[1], repr(p), dataclasses.replace(p, x=3), dataclasses.asdict(p)
    del p.y[5:]
    assert Colour(1 + dice.roll(2)) in (Colour.RED, Colour.GREEN) and Colour["RED"].value == 1


def containers(dice):
    n = dice.roll(10)
    counter.update([n, n, "x"])
    counter[n] -= 1
    counter.most_common(3), counter + counter
    ordered[n] = str(n)
    ordered.move_to_end(n, last=bool(dice.roll(2)))
    ordered.popitem(last=bool(dice.roll(2)))
    for key, value in list(ordered.items()):
        assert value == str(key)
    default[n].append(n)
    assert chain[1] == "1" and len(chain) >= 2


def heaps(dice):
    heapq.heappush(heap, dice.roll(100))
    assert 0 <= heapq.heappop(heap) < 100
    if len(heap) > 50:
        del heap[20:]
    heapq.nsmallest(3, heap), heapq.heapify(heap), heapq.heappushpop(heap, 5)
    bisect.insort(ascending, dice.roll(40))
    bisect.bisect(ascending, 7)
    del ascending[30:]


def queues(dice):
    q.put("item" + str(dice.roll(9)))
    assert q.get_nowait()[:4] == "item"
    lifo.put_nowait("lifo")
    assert lifo.get_nowait() == "lifo"
    q.qsize(), lifo.full()


def randoms(dice):
    assert 0 <= generator.random() < 1
    assert generator.choice([1, 2, 3]) in (1, 2, 3)
    values = list(range(5))
    generator.shuffle(values)
    assert sorted(values) == list(range(5))
    if dice.roll(10) == 0:
        generator.seed(dice.roll(100))
        generator.setstate(generator.getstate())
    generator.getrandbits(100), generator.randint(1, 6), generator.gauss(0, 1), generator.sample(range(99), 3)


def copies(dice):
    tree["nested"]["more"].append([dice.roll(9)])
    del tree["nested"]["more"][5:]
    tree["key" + str(dice.roll(5))] = (1, "two")
    assert json.loads(json.dumps(tree))["nested"]["text"] == "x" * 20
    assert copy.deepcopy(tree)["nested"]["text"] == "x" * 20
    copy.copy(tree), copy.copy(points[0]), copy.deepcopy(points[1])


def names(dice):
    setattr(space, "abc"[dice.roll(3)], "text" + str(dice.roll(9)))
    repr(space), space == types.SimpleNamespace(a=1)
    space.a
    delattr(space, "abc"[dice.roll(3)])


def calls(dice):
    assert partial(1) == 1
    partial.__setstate__((max, (3,), {}, None)) if dice.roll(9) == 99 else None
    variable.set(dice.roll(9))
    assert isinstance(variable.get(), int)
    contextvars.copy_context().run(variable.set, "inside")
    operator.itemgetter(1, 2)([0, 1, 2]), operator.attrgetter("x")(points[0])
    functools.reduce(operator.add, heap[:5], 0)


def sorting(dice):
    sorted(heap, key=lambda n: -n), min(heap), max(heap), sum(heap)
    heap.sort(key=lambda n: n if isinstance(n, int) else 0)
    ascending.sort()


storm_of([caches, dispatch, data, containers, heaps, queues, randoms, copies, names, calls, sorting],
         expected=(KeyError, AttributeError, IndexError, RuntimeError, ValueError, queue.Empty, queue.Full,
                   TypeError), rounds=ROUNDS // 4)
print("ok")  # expect: ok
