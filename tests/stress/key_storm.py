"""Keys whose hash and comparison run guest code that changes the dict or set they are in."""
from _storm import ROUNDS, storm_of


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 4

    def __eq__(self, other):
        if self.n % 7 == 0:
            table.pop(self, None) if not busy else None
        if self.n % 5 == 0:
            members.discard(self.n)
        if self.n % 11 == 0:
            table["text" + str(self.n)] = (self.n, "text")
        return isinstance(other, Key) and self.n == other.n


busy = [1]
table = {}
members = set()
others = [set(range(n)) for n in range(10)]
frozen = [frozenset(range(n)) for n in range(5)]


def put(dice):
    key = Key(dice.roll(40))
    table[key] = (key.n, "key")
    members.add(key)
    members.add(key.n)


def get(dice):
    n = dice.roll(40)
    value = table.get(Key(n))
    assert value is None or value == (n, "key")
    Key(n) in members, n in members


def remove(dice):
    del table[Key(dice.roll(40))]
    members.remove(Key(dice.roll(40)))


def views(dice):
    for key, value in list(table.items()):
        assert value[1] in ("key", "text")
        assert isinstance(key, str) or key.n == value[0]
    len(table.keys() & {1, 2}), table.keys() | {1}, (3, 4) in table.items()
    list(reversed(table)), list(table.values())


def merge(dice):
    table.update({Key(n): (n, "key") for n in range(dice.roll(9))})
    table.__ior__({"text" + str(n): (n, "text") for n in range(dice.roll(9))})
    copy = table | {Key(1): (1, "key")}
    assert copy[Key(1)] == (1, "key")
    copy == table, dict(table), {**table}


def iterate(dice):
    for key in table:
        assert isinstance(key, (str, Key))
    for member in members:
        assert isinstance(member, (int, Key))


def algebra(dice):
    a, b = others[dice.roll(10)], others[dice.roll(10)]
    a |= b
    a - b, a & b, a ^ b, a <= b, a.isdisjoint(b), a == b, a.union(b, [1, 2])
    a.intersection_update(range(dice.roll(60)))
    a.symmetric_difference_update({dice.roll(60)})
    a.difference_update(b if dice.roll(2) else [3])
    a.update(range(dice.roll(60)))
    for member in list(a):
        assert 0 <= member < 60
    assert frozen[dice.roll(5)] <= frozenset(range(5)) and hash(frozen[2])
    {frozen[1]: 1}[frozen[1]]


def nested(dice):
    members.update({dice.roll(30), dice.roll(30)})
    sorted(x for x in members.copy() if isinstance(x, int))
    repr(members)[:10], repr(table)[:10]
    if dice.roll(20) == 0:
        members.clear()
        table.clear()


def take(dice):
    key, value = table.popitem()
    assert isinstance(key, str) or key.n == value[0]
    members.pop()
    value = table.setdefault(Key(3), (3, "key"))
    assert value == (3, "key")


storm_of([put, put, get, remove, views, merge, iterate, algebra, nested, take],
         expected=(KeyError, RuntimeError), rounds=ROUNDS // 2)
print("ok")  # expect: ok
