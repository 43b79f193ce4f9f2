# What CPython promises about lists without a GIL, row by row: each operation happens at once.
from _together import N, together

# l.append: nothing is lost.
l = []
print(together(*[l.append] * 4), len(l), sorted(l) == sorted(list(range(N)) * 4))  # expect: [] 1600 True

# l.pop(): every item comes out once.
l = list(range(4 * N))
out = []
print(together(*[lambda i: out.append(l.pop())] * 4), len(l), sorted(out) == list(range(4 * N)))  # expect: [] 0 True

# l[i] and l[i] = x: a whole value, an old or a new one.
l = [("a", "a")] * 8


def write(i):
    l[i % 8] = (str(i), str(i))


def read(i):
    value = l[(i * 3) % 8]
    assert value[0] == value[1]


print(together(write, write, read, read))  # expect: []

# l.copy(), l1 + l2, l * n, l[:]: as of one moment, while another thread changes both ends of pairs.
l = [0, 0]


def change(i):
    l[:] = [i, i]


def take(i):
    for part in (l.copy(), l + [], l * 1, l[:], list(l), [*l]):
        assert len(part) == 2 and part[0] == part[1], part


print(together(change, change, take, take))  # expect: []

# l.clear(): all or nothing; l.extend(list) puts all in at once.
l = []


def fill(i):
    l.extend([1, 2, 3])


def empty(i):
    l.clear()


def whole(i):
    assert len(l.copy()) % 3 == 0


print(together(fill, empty, whole, whole))  # expect: []

# l.extend of a set, a dict and its views takes them as of one moment.
source = {1: 1}


def grow(i):
    source[i % 7] = 1
    source.pop((i + 3) % 7, None)


def collect(i):
    for view in (source, source.keys(), source.values(), source.items()):
        list(view)


print(together(grow, grow, collect, collect))  # expect: []

# sort: the list looks empty or sorted or as it was; never anything else. in, index, count go item by item.
l = list(range(50))


def sort(i):
    l.sort(reverse=bool(i % 2))


def look(i):
    part = l.copy()
    assert part in ([], sorted(part), sorted(part, reverse=True))
    assert (7 in l) in (True, False) and l.count(3) <= 2


print(together(sort, look, look))  # expect: []

# insert, pop(i), *=: others may see states in between, but only items that are there.
l = [1, 2, 3]


def shift(i):
    l.insert(0, 1)
    l.pop(0)


def peek(i):
    for item in l:
        assert item in (1, 2, 3)


print(together(shift, shift, peek, peek), len(l))  # expect: [] 3
