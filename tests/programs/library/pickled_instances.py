"""Pickles of instances: their bytes, and that dumps() and Pickler, loads() and Unpickler agree, whatever a class
has to say about it."""
import array
import collections
import copy
import copyreg
import dataclasses
import io
import pickle
import struct


class Plain:
    def __init__(self, **attributes):
        for name, value in attributes.items():
            setattr(self, name, value)


class Sub(Plain):
    level = 2


@dataclasses.dataclass
class Point:
    x: int
    y: int = 0


class Outer:
    class Inner(Plain):
        pass


class Slotted:
    __slots__ = "a", "b"


class SlottedToo(Plain):
    __slots__ = ("c",)


class WithState(Plain):
    def __getstate__(self):
        return {"state": sorted(self.__dict__)}


class SetsState(Plain):
    def __setstate__(self, state):
        self.was_set = state


class Reduced(Plain):
    def __reduce__(self):
        return Reduced, (), {"again": 1}


class ReducedEx(Plain):
    def __reduce_ex__(self, protocol):
        return ReducedEx, (), {"protocol": protocol}


class WithArguments:
    def __new__(cls, first, *rest):
        made = super().__new__(cls)
        made.first = first
        return made

    def __getnewargs__(self):
        return (self.first,)


class WithKeywords:
    def __new__(cls, *, first):
        made = super().__new__(cls)
        made.first = first
        return made

    def __getnewargs_ex__(self):
        return (), {"first": self.first}


class Counting:
    made = 0

    def __new__(cls):
        Counting.made += 1
        return super().__new__(cls)


class Copied(Plain):
    pass


def remake(*names):
    return Copied(**dict.fromkeys(names, "again"))


copyreg.pickle(Copied, lambda each: (remake, tuple(each.__dict__)))


class Asked(Plain):
    asked = []

    def __getattribute__(self, name):
        Asked.asked.append(name)
        return super().__getattribute__(name)


class Lies(Plain):
    __class__ = property(lambda self: Plain)


class Words(list):
    pass


class Table(dict):
    pass


class Number(int):
    pass


class Meta(type):
    pass


class OfMeta(metaclass=Meta):
    pass


def with_dict():
    each = Plain(a=1)
    each.__dict__["b"] = 2
    return each


def emptied():
    each = Plain(a=1)
    del each.a
    return each


def in_itself():
    each = Plain(name="me")
    each.me = each
    each.list = [each, (each,)]
    return each


def shares_dict():
    each = Plain(a=1)
    return [each, each.__dict__, each]


def refuses():
    each = Plain(a=1)
    each.__reduce_ex__ = lambda protocol: (Plain, ())
    return each


def special_name():
    return Plain(__special__=1, __getstate__x=2)


def filled(cls, **attributes):
    made = cls.__new__(cls)
    for name, value in attributes.items():
        setattr(made, name, value)
    return made


def words():
    made = Words("abc")
    made.note = "n"
    return made


def table():
    made = Table(a=1, b=2)
    made.note = "n"
    return made


def values():
    point = Point(1, 2)
    yield "empty", Plain()
    yield "one", Plain(a=1)
    yield "several", Plain(a=1, b="two", c=[3.0, None], d=Plain())
    yield "many", Plain(**{f"name_{i}": i for i in range(100)})
    yield "too many", Plain(**{f"name_{i}": i for i in range(1500)})
    yield "names", Plain(_a=1, __b=2, c__=3, é=4)
    yield "subclass", [Sub(a=1), Sub(), Plain(a=1)]
    yield "data class", [point, point, Point(3), {"p": point}]
    yield "inner", Outer.Inner(x=1)
    yield "with dict", with_dict()
    yield "emptied", emptied()
    yield "in itself", in_itself()
    yield "shares dict", shares_dict()
    yield "refuses", refuses()
    yield "special", special_name()
    yield "slots", filled(Slotted, a=1)
    yield "slots too", filled(SlottedToo, c=1, d=2)
    yield "state", WithState(a=1, b=2)
    yield "sets state", [SetsState(a=1), SetsState()]
    yield "reduced", Reduced(a=1)
    yield "reduced_ex", ReducedEx(a=1)
    yield "arguments", WithArguments(1, 2)
    yield "keywords", WithKeywords(first=1)
    yield "counting", Counting()
    yield "copyreg", Copied(a=1)
    yield "asked", Asked(a=1)
    yield "words", words()
    yield "table", table()
    yield "number", Number(5)
    yield "of meta", OfMeta()
    yield "object", object()
    yield "mixed", [Plain(a=Sub(b=Reduced())), Point(1)]
    yield "error", [Plain(a=ValueError("no")), ValueError(Plain(a=1))]


def show(each, depth=0):
    """What an object consists of, as text."""
    if depth > 4:
        return "..."
    if isinstance(each, (list, tuple)):
        return f"{type(each).__name__}{[show(item, depth + 1) for item in each]}{getattr(each, '__dict__', '')}"
    if isinstance(each, dict) and len(each) < 200:
        return f"{type(each).__name__}{ {key: show(value, depth + 1) for key, value in each.items()} }"
    attributes = getattr(each, "__dict__", None)
    if attributes is None or isinstance(each, type):
        return repr(each) if not isinstance(each, (object, Slotted)) or isinstance(each, int) else \
            repr(each) if isinstance(each, (str, float, type(None))) else type(each).__name__
    return f"{type(each).__name__}({show(dict(attributes), depth + 1) if len(attributes) < 200 else len(attributes)})"


def dumped(each, protocol):
    file = io.BytesIO()
    pickle.Pickler(file, protocol).dump(each)
    return file.getvalue()


for name, each in values():
    for protocol in (4, 5):
        Asked.asked.clear()
        data = pickle.dumps(each, protocol)
        asked = "__reduce_ex__" in Asked.asked
        print(name, protocol, len(data), hash(data) == hash(dumped(each, protocol)), data[:300] if protocol == 4 else "",
              asked)
    made = pickle.loads(data)
    print("   ", show(made) == show(pickle.Unpickler(io.BytesIO(data)).load()), show(made))
print(Counting.made)


print("--- what is not as it was")
for each in (Lies(a=1), filled(type("Local", (), {}), a=1), Plain(a=lambda: 0)):
    try:
        print(len(pickle.dumps(each)))
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])

data = pickle.dumps([Plain(a=1), Plain(b=2)])
Plain.__setstate__ = lambda self, state: self.__dict__.update(seen=state)
print([each.__dict__ for each in pickle.loads(data)])
del Plain.__setstate__
print([each.__dict__ for each in pickle.loads(data)])
Plain.__getstate__ = lambda self: "state"
print(b"state" in pickle.dumps(Plain(a=1)))
del Plain.__getstate__
print(b"state" in pickle.dumps(Plain(a=1)))
for cut in range(len(data)):
    try:
        pickle.loads(data[:cut])
        print("whole at", cut)
    except (pickle.UnpicklingError, EOFError) as error:
        pass
deleted = []
Plain.__del__ = lambda self: deleted.append(self.__dict__)
try:
    pickle.loads(data[:-1] + b"\xff")
except (pickle.UnpicklingError, EOFError):
    print(sorted(map(str, deleted)))

print("--- written by hand")
name = b"\x8c\x08__main__\x8c\x05Plain\x93"
for code in (name + b")\x81}\x8c\x01aK\x01sb", name + b")\x81]b", name + b")\x81Nb", name + b"K\x01\x85\x81",
             name + b")\x81}K\x01K\x02sb", name + b"b", name + b")\x81", b"K\x01)\x81", name + b")\x81}\x8c\x01aK\x01s\x86b",
             name + b")\x81N}\x8c\x01aK\x01s\x86b", name + b"}b", b"K\x01}\x8c\x01aK\x01sb", name + b")R"):
    try:
        made = pickle.loads(b"\x80\x04" + code + b".")
        print(getattr(made, "__dict__", None) if not isinstance(made, type) else made)
    except Exception as error:
        print(type(error).__name__, error)

print("--- attributes of containers")


class Numbers(array.array):
    pass


class Line(collections.deque):
    pass


for container in (Numbers("i", [1, 2]), Line([1, 2], 5)):
    container.note = "kept"
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(container, protocol))
        print(type(again).__name__, again == container, again.note, end=" ")
    print(copy.deepcopy(container) == container)
print(array.array("i", [1]).__reduce_ex__(2), struct.Struct("=i2H"))
