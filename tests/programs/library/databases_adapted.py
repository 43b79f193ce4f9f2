# sqlite3 and classes of the program: connections, aggregates, parameters with numbers, adapters of plain values.
import collections.abc
import sqlite3


class Items:
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, index):
        return self.items[index]

    def __len__(self):
        return len(self.items)


class Connection(sqlite3.Connection):
    def __init__(self, *args, **kwargs):
        kwargs["isolation_level"] = None
        super().__init__(*args, **kwargs)


class Total:
    def __init__(self):
        self.total = 0

    def step(self, value):
        self.total += value

    def finalize(self):
        return self.total


class NoStep:
    def finalize(self):
        return 1


class NoFinalize:
    def step(self, value):
        pass


class NoObject(Total):
    def __init__(self):
        raise KeyError


def attempt(sql, parameters=()):
    try:
        print(connection.execute(sql, parameters).fetchall())
    except (sqlite3.Error, IndexError) as error:
        print(type(error).__name__, error)


connection = sqlite3.connect(":memory:", factory=Connection)
print(connection.isolation_level, type(connection).__name__, sqlite3.connect(database=":memory:").isolation_level == "")
connection = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES)
connection.execute("create table texts(a word)")

for parameters in (Items(1, "x"), Items(1), Items(1, 2, 3), range(2), "ab", {"a": 1}, 5):
    attempt("select ?, ?", parameters)

for name, cls in (("total_of", Total), ("no_step", NoStep), ("no_finalize", NoFinalize), ("no_object", NoObject)):
    connection.create_aggregate(name, 1, cls)
    attempt(f"select {name}(a) from texts")
    attempt(f"select {name}(x) from (select 1 as x union select 2)")

sqlite3.register_converter("word", lambda text: text.decode() + "!")
connection.executemany("insert into texts values (?)", [(b"",), ("",), (b"x",), (None,), ("y",)])
attempt("select a from texts")

connection.row_factory = sqlite3.Row
row = connection.execute("select 1 as x, 2 as y").fetchone()
print(isinstance(row, collections.abc.Sequence), list(reversed(row)), 2 in row)
connection.row_factory = None
attempt("select ?, ?", row)

sqlite3.register_adapter(int, float)
sqlite3.register_adapter(str, str.upper)
attempt("select ?, ?, ?", (1, "a", True))
