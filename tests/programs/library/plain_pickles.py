"""Pickles of plain values: their bytes in every protocol, and that dumps() and Pickler, loads() and
Unpickler agree, also about what is broken."""
import collections
import hashlib
import io
import pickle
import random


def function():
    pass


class Outer:
    class Inner:
        pass

    def method(self):
        pass


class Meta(type):
    pass


class OfMeta(metaclass=Meta):
    pass


def shapes():
    shared = ["shared"]
    recursive = [1]
    recursive.append(recursive)
    in_itself = {}
    in_itself["me"] = in_itself
    in_tuple = ([],)
    in_tuple[0].append(in_tuple)
    in_long_tuple = (1, 2, 3, [])
    in_long_tuple[3].append(in_long_tuple)
    text = "x" * 5
    many = [str(i) for i in range(300)]
    yield "words", [None, True, False]
    yield "ints", [0, 1, 255, 256, 65535, 65536, -1, -2**31, 2**31 - 1, 2**31, -2**31 - 1, 2**62, -2**63, 2**64]
    yield "huge", [sign * 2**n + d for n in (39, 63, 64, 127, 128, 2031, 2032, 2039, 2040, 2048, 5000)
                   for sign in (1, -1) for d in (-1, 0, 1)]
    yield "floats", [0.0, -0.0, 1.5, 1e300, 5e-324, float("inf"), float("-inf"), float("nan")]
    yield "texts", ["", "a", "é", "€", "\U0001F600", "\ud800", "a\udfff\x00\n\\", "y" * 255, "y" * 256, "é" * 128]
    yield "bytes", [b"", b"a", b"\x00\xff", b"z" * 255, b"z" * 256]
    yield "bytearrays", [bytearray(), bytearray(b"abc"), bytearray(300)]
    yield "tuples", [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), ((), ((),))]
    yield "lists", [[], [1], [1, 2], [[]], [[], []]]
    yield "dicts", [{}, {1: 2}, {"a": 1, "b": [2]}, {(1, 2): {3: 4}}]
    yield "sets", [set(), {1}, {1, 2, 3}, frozenset(), frozenset({1}), frozenset({(1, 2)})]
    yield "shared", [shared, shared, (shared,), text, text, {text: shared}]
    yield "recursive", recursive
    yield "dict in itself", in_itself
    yield "tuple in itself", in_tuple
    yield "long tuple in itself", in_long_tuple
    yield "batch 999", list(range(999))
    yield "batch 1000", list(range(1000))
    yield "batch 1001", list(range(1001))
    yield "batch 2002", list(range(2002))
    yield "dict 1000", {i: -i for i in range(1000)}
    yield "dict 1001", {i: -i for i in range(1001)}
    yield "set 1000", set(range(1000))
    yield "set 1001", set(range(1001))
    yield "set 2000", set(range(2000))
    yield "many known", [many, many[::-1]]
    yield "long text", ["t" * 65535, "t" * 65536, 1]
    yield "long texts", ["é" * 40000, "é" * 40000, b"b" * 65536, b"b" * 70000]
    yield "long first", b"b" * 100000
    yield "long bytearray", [bytearray(70000), 5]
    yield "long frames", [[i, str(i)] for i in range(20000)]
    yield "frame of one", "w" * 65530
    yield "globals", [function, function, Outer, Outer, collections.OrderedDict, ValueError]
    yield "dotted", [Outer.Inner, Outer.Inner]
    yield "types", [type(None), type(...), type(NotImplemented), OfMeta, type]
    yield "not plain", [1, complex(1, 2), range(3), ...]
    yield "a task", (0, 1, function, ((function, (1, 2, 3)),), {})


def outcome(function, *arguments):
    try:
        return repr(function(*arguments))[:300]
    except Exception as error:
        return type(error), str(error)


def dump_the_other_way(value, protocol):
    file = io.BytesIO()
    pickle.Pickler(file, protocol).dump(value)
    return file.getvalue()


def load_the_other_way(data):
    return pickle.Unpickler(io.BytesIO(data)).load()


def same(a, b):
    return repr(a) == repr(b)


# What older protocols write by names of functions, which are CPython's own.
NAMED_OTHERWISE = {"bytes", "bytearrays", "long texts", "long first", "long bytearray", "dotted"}
for name, value in shapes():
    for protocol in range(4 if name in NAMED_OTHERWISE else 0, 6):
        data = pickle.dumps(value, protocol)
        assert data == dump_the_other_way(value, protocol), (name, protocol)
        assert same(pickle.loads(data), value) and same(load_the_other_way(data), value), (name, protocol)
        assert same(pickle.loads(bytearray(data)), value) and same(pickle.loads(memoryview(data)), value)
        assert same(pickle.loads(data + b"more"), value)
        shown = data if len(data) < 200 else hashlib.md5(data).hexdigest()
        print(name, protocol, len(data), shown)

loaded = pickle.loads(pickle.dumps([value := ["x"], value]))
print(loaded[0] is loaded[1])
loaded = pickle.loads(pickle.dumps(next(value for name, value in shapes() if name == "tuple in itself")))
print(type(loaded), loaded[0][0] is loaded)

print("what cannot be written")
for value in [lambda: 1, [1, lambda: 1], (x for x in ()), [open], [function, shapes()]]:
    for protocol in (4, 5):
        result = outcome(pickle.dumps, value, protocol)
        print(result == outcome(dump_the_other_way, value, protocol), result[0] if type(result) is tuple else "")
renamed = function
del function
print(outcome(pickle.dumps, [renamed])[0])
function = renamed
print(outcome(pickle.dumps, 1, 6))
deep = []
for _ in range(100_000):
    deep = [deep]
print(outcome(pickle.dumps, deep)[0])

print("what cannot be read")
for data in [b"", b".", b"\x80\x04", b"\x80\x04.", b"\x80\x04N", b"\x80\x06N.", b"\x80\x04(.", b"\x80\x04h\x00.",
             b"\x80\x04\x94.", b"\x80\x04]K\x01a.", b"\x80\x04}(]K\x01u.", b"\x80\x04}]K\x01s.",
             b"\x80\x04\x8c\x02\xff\xfe.", b"\x80\x04\x8c\x09abc.", b"\x80\x04\x8c\x01a\x8c\x01b\x93.",
             b"\x80\x04\x8c\x08builtins\x8c\x04nope\x93.", b"\x80\x04K\x01K\x02\x93.", b"\x80\x04\x8f(]\x90."]:
    result = outcome(pickle.loads, data)
    assert result == outcome(load_the_other_way, data), (data, result)
    print(data, result[0] if type(result) is tuple else result)

picks = random.Random(1)
small = [pickle.dumps(value, protocol) for name, value in shapes() for protocol in (4, 5)
         if len(pickle.dumps(value, protocol)) < 2000]
count = 0
for data in small:
    for length in range(0, len(data), 1 + len(data) // 20):
        assert outcome(pickle.loads, data[:length]) == outcome(load_the_other_way, data[:length]), data[:length]
        count += 1
print(count > 500)
CODES = b"(.01JKMNXae}]hjst)uG\x85\x86\x87\x88\x89\x8a\x8b\x8cBC\x8f\x90\x91\x93\x94\x95\x00\x01\x02\x03"
for _ in range(5000):
    data = b"\x80\x04" + bytes(picks.choices(CODES, k=picks.randrange(40))) + b"."
    result = outcome(pickle.loads, data)
    assert result == outcome(load_the_other_way, data), (data, result, outcome(load_the_other_way, data))
print("same")
