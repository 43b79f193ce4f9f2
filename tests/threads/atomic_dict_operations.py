# What CPython promises about dicts without a GIL, row by row: each operation happens at once.
from _together import N, together

# d[k] = v, d[k], d.get, k in d, len(d): whole values under their own keys.
d = {}


def write(i):
    d[i % 20] = (i % 20, str(i))


def read(i):
    k = (i * 7) % 20
    value = d.get(k)
    assert value is None or value[0] == k
    if k in d:
        assert d[k][0] == k
    assert 0 <= len(d) <= 20


print(together(write, write, read, read), len(d))  # expect: [] 20

# setdefault: one winner for each key.
d = {}
seen = [[] for _ in range(N)]


def default(i):
    seen[i].append(d.setdefault(i, object()))


print(together(*[default] * 4), all(len(set(map(id, row))) == 1 for row in seen))  # expect: [] True

# pop and del: every key goes once.
d = {i: i for i in range(N)}
taken = []


def pop(i):
    value = d.pop(i, None)
    if value is not None:
        taken.append(value)


print(together(*[pop] * 4), sorted(taken) == list(range(N)), len(d))  # expect: [] True 0

d = {i: i for i in range(N)}
deleted = []


def delete(i):
    try:
        del d[i]
        deleted.append(i)
    except KeyError:
        pass


print(together(*[delete] * 4), sorted(deleted) == list(range(N)))  # expect: [] True

# popitem: every item once.
d = {i: str(i) for i in range(4 * N)}
items = []
print(together(*[lambda i: items.append(d.popitem())] * 4))  # expect: []
print(len(d), sorted(items) == [(i, str(i)) for i in range(4 * N)])  # expect: 0 True

# copy and |: as of one moment. One thread moves the only item from key to key.
d = {0: "item"}


def replace(i):
    d.update({"a": i, "b": i})


def copy(i):
    for part in (d.copy(), d | {}, dict(d), list(d.items())):
        assert len(part) in (1, 2, 3)


print(together(replace, copy, copy))  # expect: []

# update from a dict, clear.
d = {}


def update(i):
    d.update({k: k for k in range(5)})


def clear(i):
    d.clear()


print(together(update, clear, update, clear), set(d) <= set(range(5)))  # expect: [] True
