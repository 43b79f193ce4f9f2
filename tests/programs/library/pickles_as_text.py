"""The first two protocols of pickle: lines of text, and the same in bytes."""
import collections
import datetime
import pickle


class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return vars(self) == vars(other)


class Items(list):
    pass


class Stated:
    def __getstate__(self):
        return {"state": 1}

    def __eq__(self, other):
        return isinstance(other, Stated) and vars(other) == {"state": 1}


class Newed:
    def __new__(cls, value):
        self = object.__new__(cls)
        self.value = value
        return self

    def __getnewargs__(self):
        return (self.value,)

    def __eq__(self, other):
        return self.value == other.value


class Slotted:
    __slots__ = ("a",)


class Boxed:
    def __init__(self, *what):
        self.what = what

    def __reduce__(self):
        return Boxed, self.what

    def __eq__(self, other):
        return self.what == other.what


Pair = collections.namedtuple("Pair", "a b")
shared = [1]
values = [None, True, False, 5, 300, 70000, -3, 2**31, -2**31 - 1, 2**80, -2**70, 1.5, float("inf"), "", "a\nb\\é中😀\0\r\x1a",
          (), (1,), (1, 2, 3, 4), [], [1], [1, 2], {}, {"a": 1}, {"a": 1, "b": 2}, {1}, Point(1), len, range(3), 1j, slice(1),
          Items([1, 2]), Pair(1, 2), Stated(), Newed(3), Boxed(1, "x"), [shared, shared], collections.OrderedDict(a=1),
          ValueError("x"), ...]
for value in values:
    for protocol in (0, 1):
        data = pickle.dumps(value, protocol)
        loaded = pickle.loads(data)
        print(protocol, data, loaded == value or repr(loaded) == repr(value))
for value in (b"ab\xff", bytearray(b"q"), datetime.date(2020, 1, 2), collections.Counter("aab"), int):
    print([pickle.loads(pickle.dumps(value, protocol)) == value for protocol in range(6)])
for protocol in (0, 1):
    items = []
    items.append(items)
    loaded = pickle.loads(pickle.dumps(items, protocol))
    print(loaded[0] is loaded, len(pickle.loads(pickle.dumps([1] * 2001, protocol))))
    inner = ([],)
    inner[0].append(inner)
    loaded = pickle.loads(pickle.dumps(inner, protocol))
    print(loaded[0][0] is loaded)
    try:
        pickle.dumps(Slotted(), protocol)
    except TypeError as error:
        print(error)
