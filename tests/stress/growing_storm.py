"""Dicts and lists that their makers go on growing while other threads begin to read them."""
from _storm import storm

WINDOW = 8
tables = [{} for _ in range(WINDOW)]
rows = [[] for _ in range(WINDOW)]


def grow(number, dice):
    table, row = {}, []
    place = dice.roll(WINDOW)
    first = dice.roll(20)
    for i in range(200):
        if i == first:
            tables[place] = table
            rows[place] = row
        table[i] = i
        table[str(i)] = i
        row.append(i)
        if dice.roll(40) == 0:
            del table[i]
    assert row == list(range(200))
    assert all([table[str(i)] == i for i in range(200)])


def read(number, dice):
    table, row = tables[dice.roll(WINDOW)], rows[dice.roll(WINDOW)]
    for _ in range(100):
        i = dice.roll(200)
        assert table.get(i, i) == i
        assert table.get(str(i), i) == i
        assert str(i) not in table or table[str(i)] == i
        if i < len(row):
            assert row[i] == i
    try:
        for key, value in table.items():
            assert int(key) == value
        for i, value in enumerate(row):
            assert i == value
    except RuntimeError:
        pass  # it grew


def work(number, dice):
    (grow if dice.roll(2) else read)(number, dice)


storm(work)
print("ok")  # expect: ok
