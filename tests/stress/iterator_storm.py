"""All threads pull from the same iterators; values may come twice or not at all, but never be invented."""
from _storm import storm

numbers = list(range(50))
table = {n: n * n for n in range(50)}
shared = {}
handed = []


def renew():
    shared["list"] = iter(numbers)
    shared["range"] = iter(range(50))
    shared["dict"] = iter(table.items())
    shared["zip"] = zip(numbers, numbers)
    shared["map"] = map(lambda x: x + 1, numbers)
    shared["enumerate"] = enumerate(numbers)
    shared["reversed"] = reversed(numbers)
    shared["str"] = iter("abcdefghij" * 5)


renew()


def work(number, dice):
    if dice.roll(10) == 0:
        renew()
    for name, iterator in list(shared.items()):
        for _ in range(dice.roll(4)):
            value = next(iterator, None)
            if value is None:
                break
            if name in ("list", "range", "reversed"):
                assert 0 <= value < 50
            elif name == "dict":
                assert table[value[0]] == value[1]
            elif name == "zip":
                assert 0 <= value[0] < 50 and 0 <= value[1] < 50
            elif name == "enumerate":  # an item that comes twice is counted twice
                assert 0 <= value[0] and 0 <= value[1] < 50
            elif name == "map":
                assert 1 <= value <= 50
            else:
                assert value in "abcdefghij"
    # The reference moves to another thread, which goes on with the iterator as this one does.
    mine = iter(range(20000 if dice.roll(10) == 0 else 5))
    handed.append(mine)
    for value in mine:
        assert 0 <= value < 20000
    for value in handed.pop(0):
        assert 0 <= value < 20000


storm(work)
print("ok")  # expect: ok
