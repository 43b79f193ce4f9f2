# sqlite3: commands, placeholders, rows, transactions, errors, functions, threads.
import datetime
import os
import sqlite3
import tempfile
import threading
import warnings


def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        name = getattr(error, "sqlite_errorname", "")
        print(type(error).__module__, type(error).__name__, error, name)


def basics():
    db = sqlite3.connect(":memory:")
    cursor = db.cursor()
    print(cursor.description, cursor.rowcount, cursor.lastrowid, cursor.fetchone(), cursor.fetchall())
    db.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, age REAL, photo BLOB)")
    print(cursor.execute("INSERT INTO people (name, age) VALUES (?, ?)", ("Ada", 36)) is cursor)
    print(cursor.lastrowid, cursor.rowcount, db.in_transaction, db.total_changes)
    cursor.execute("INSERT INTO people (name, age, photo) VALUES (:name, :age, :photo)",
                   {"name": "Bob\u20ac", "age": 1.5, "photo": b"\0\1\xff"})
    cursor.executemany("INSERT INTO people (name) VALUES (?)", ((name,) for name in ("Cy", "Di", "Ed")))
    print(cursor.rowcount, cursor.lastrowid)
    db.commit()
    print(db.in_transaction)
    for row in cursor.execute("SELECT * FROM people ORDER BY id"):
        print(row)
    print(cursor.description, cursor.rowcount)
    cursor.execute("SELECT name FROM people ORDER BY id")
    print(cursor.fetchone(), cursor.fetchmany(2), cursor.fetchmany(), cursor.fetchall(), cursor.fetchone())
    print(db.execute("SELECT count(*), max(age), NULL, x'ff00', 'text', ? FROM people", (2**63 - 1,)).fetchone())
    print(db.execute("UPDATE people SET age = 5 WHERE id > ?", [2]).rowcount)
    db.rollback()
    print(db.execute("SELECT age FROM people WHERE id = 3").fetchall())
    print(db.execute("INSERT INTO people (name) VALUES ('Fe') RETURNING id, name").fetchall())
    db.row_factory = sqlite3.Row
    row = db.execute("SELECT id, name AS Who FROM people").fetchone()
    print(type(row), tuple(row), row["id"], row["who"], row["WHO"], row[0], row[-1], row[0:1], len(row), row.keys(),
          dict(row), list(row))
    attempt(lambda: row["nothing"])
    attempt(lambda: row[7])
    other = db.execute("SELECT id, name AS Who FROM people").fetchone()
    print(row == other, hash(row) == hash(other), row == tuple(row))
    db.row_factory = lambda cursor, values: {d[0]: v for d, v in zip(cursor.description, values)}
    print(db.execute("SELECT id, name FROM people LIMIT 1").fetchall())
    db.row_factory = None
    db.text_factory = bytes
    print(db.execute("SELECT name FROM people LIMIT 2").fetchall())
    db.text_factory = lambda data: data.decode() + "!"
    print(db.execute("SELECT name FROM people LIMIT 2").fetchall())
    db.close()
    attempt(lambda: db.execute("SELECT 1"))
    attempt(lambda: cursor.fetchone())


def errors():
    db = sqlite3.connect(":memory:")
    db.executescript("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL, CHECK (a < 10)); -- comment\n"
                     "INSERT INTO t VALUES (1, 'x'); CREATE TABLE u (a REFERENCES t); PRAGMA foreign_keys=ON;")
    for sql, values in [("SELEC 1", ()), ("SELECT * FROM nowhere", ()), ("SELECT zz FROM t", ()),
                        ("INSERT INTO t VALUES (1, 'y')", ()), ("INSERT INTO t VALUES (2, NULL)", ()),
                        ("INSERT INTO t VALUES (20, 'z')", ()), ("INSERT INTO u VALUES (5)", ()),
                        ("SELECT ?", ()), ("SELECT ?", (1, 2)), ("SELECT :a", {}), ("SELECT :a", {"a": 1}),
                        ("SELECT 1; SELECT 2", ()), ("SELECT 1; -- more\n", ()), ("", ()), ("-- nothing", ()),
                        ("SELECT ?", (object(),)), ("SELECT :x", {"x": [1]}), ("SELECT ?", (2**63,)),
                        ("SELECT ?", 5), ("SELECT ?", ("\ud800",)), ("SELECT 'a\0b'", ()), (5, ()),
                        ("INSERT INTO t VALUES ('text', 'x')", ()), ("SELECT ?", {"a": 1}), ("SELECT ?", None)]:
        attempt(lambda: db.execute(sql, values).fetchall())
    attempt(lambda: db.executemany("SELECT ?", [(1,)]))
    attempt(lambda: db.executemany("INSERT INTO t VALUES (?, ?)", [(3, "a"), (3, "b")]))
    db.rollback()
    attempt(lambda: db.execute("SELECT CAST(x'ff' AS TEXT)").fetchall())
    attempt(lambda: sqlite3.connect("/nowhere/at/all"))
    attempt(lambda: sqlite3.connect(5))
    attempt(lambda: db.executescript("CREATE TABLE v (a); SELEC"))
    attempt(lambda: sqlite3.connect(":memory:", isolation_level="WRONG"))
    cursor = db.cursor()
    cursor.close()
    attempt(lambda: cursor.execute("SELECT 1"))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(db.execute("SELECT :a, :b", (1, 2)).fetchall(), [str(w.message) for w in caught])
    print([cls.__mro__[1].__name__ for cls in (sqlite3.Warning, sqlite3.Error, sqlite3.IntegrityError,
                                               sqlite3.InterfaceError)])
    print(sqlite3.apilevel, sqlite3.paramstyle, sqlite3.threadsafety, sqlite3.SQLITE_CONSTRAINT_UNIQUE)


def transactions(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t (a)")
        db.execute("INSERT INTO t VALUES (1)")
    try:
        with db:
            db.execute("INSERT INTO t VALUES (2)")
            raise ValueError("stop")
    except ValueError as error:
        print(error, db.execute("SELECT * FROM t").fetchall())
    db.isolation_level = None
    db.execute("INSERT INTO t VALUES (3)")
    print(db.in_transaction, db.isolation_level)
    db.execute("BEGIN")
    db.execute("INSERT INTO t VALUES (4)")
    other = sqlite3.connect(path, timeout=0)
    attempt(lambda: other.execute("INSERT INTO t VALUES (5)"))
    print(other.execute("SELECT count(*) FROM t").fetchone())
    other.rollback()
    db.execute("COMMIT")
    print(other.execute("SELECT count(*) FROM t").fetchone())
    other.close()
    db.close()
    db = sqlite3.connect(path, autocommit=False)
    print(db.in_transaction, db.autocommit)
    db.execute("INSERT INTO t VALUES (6)")
    db.rollback()
    db.autocommit = True
    print(db.in_transaction, db.execute("SELECT a FROM t").fetchall())
    copy = sqlite3.connect(":memory:")
    db.backup(copy)
    print(list(copy.iterdump()))
    db.close()
    reading = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    attempt(lambda: reading.execute("INSERT INTO t VALUES (7)"))
    reading.close()


class Product:
    def __init__(self):
        self.product = 1

    def step(self, value):
        self.product *= value

    def finalize(self):
        return self.product


def functions():
    db = sqlite3.connect(":memory:")
    db.create_function("twice", 1, lambda x: x * 2)
    db.create_function("fail", 0, lambda: 1 / 0)
    db.create_function("many", -1, lambda *values: repr(values), deterministic=True)
    db.create_aggregate("product", 1, Product)
    db.create_collation("backwards", lambda a, b: (a < b) - (a > b))
    print(db.execute("SELECT twice(21), twice('ab'), twice(1.5), many(1, NULL, 'x', x'00')").fetchone())
    attempt(lambda: db.execute("SELECT fail()").fetchone())
    attempt(lambda: db.execute("SELECT missing()").fetchone())
    db.execute("CREATE TABLE n (a)")
    db.executemany("INSERT INTO n VALUES (?)", [(i,) for i in range(1, 6)])
    print(db.execute("SELECT product(a) FROM n").fetchone())
    print(db.execute("SELECT 'x' AS t UNION SELECT 'y' ORDER BY t COLLATE backwards").fetchall())
    db.create_function("count_rows", 0, lambda: db.execute("SELECT count(*) FROM n").fetchone()[0])
    print(db.execute("SELECT count_rows()").fetchone())
    told = []
    db.set_trace_callback(told.append)
    db.execute("SELECT ?", (5,)).fetchall()
    db.set_trace_callback(None)
    print(told)
    db.set_progress_handler(lambda: 1, 100)
    attempt(lambda: db.execute("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c "
                               "WHERE x < 1000000").fetchone())


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __conform__(self, protocol):
        return f"{self.x};{self.y}" if protocol is sqlite3.PrepareProtocol else None


def types():
    sqlite3.register_converter("point", lambda data: Point(*map(int, data.split(b";"))))
    db = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        db.execute("CREATE TABLE t (p point, d date, s timestamp)")
        db.execute("INSERT INTO t VALUES (?, ?, ?)", (Point(3, 4), datetime.date(2024, 2, 3),
                                                      datetime.datetime(2024, 2, 3, 4, 5, 6, 700)))
        point, day, moment = db.execute("SELECT * FROM t").fetchone()
        print(point.x, point.y, repr(day), repr(moment))
        cursor = db.execute("SELECT '5;6' AS 'p [point]'")
        print(cursor.fetchone()[0].y, cursor.description[0][0])
    print([str(w.message)[:40] for w in caught])


def threads(path):
    db = sqlite3.connect(path)

    def use():
        try:
            db.execute("SELECT 1")
        except sqlite3.ProgrammingError as error:
            print(str(error)[:80])
    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    db.close()
    db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    db.execute("CREATE TABLE counts (n)")

    def work(number):
        for i in range(50):
            db.execute("INSERT INTO counts VALUES (? + ?)", (number, i))
            db.execute("SELECT count(*) FROM counts").fetchall()
    workers = [threading.Thread(target=work, args=(n * 100,)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(db.execute("SELECT count(*), sum(n) FROM counts").fetchone())
    db.close()


basics()
errors()
functions()
types()
with tempfile.TemporaryDirectory() as folder:
    transactions(os.path.join(folder, "file.db"))
    threads(os.path.join(folder, "other.db"))
print(sqlite3.complete_statement("SELECT 1;"), sqlite3.complete_statement("SELECT 1"))
