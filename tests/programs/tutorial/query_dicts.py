"""Questions asked of a list of dicts, in the manner of SQL: a fluent class and a tiny language."""
from collections import ChainMap
from functools import partial
from itertools import groupby, islice, chain
from operator import itemgetter, attrgetter, gt, lt, eq, ge, le, ne
import re

PEOPLE = [
    {"name": "Ann", "age": 31, "city": "Rome", "pay": 4200.0},
    {"name": "Bob", "age": 25, "city": "Oslo", "pay": 3100.5},
    {"name": "Cid", "age": 42, "city": "Rome", "pay": 5300.0},
    {"name": "Dee", "age": 25, "city": "Bern", "pay": None},
    {"name": "Eve", "age": 37, "city": "Oslo", "pay": 4800.0},
]
OPERATORS = {">=": ge, "<=": le, "!=": ne, "=": eq, ">": gt, "<": lt}


class Query:
    def __init__(self, rows):
        self._rows = rows

    def where(self, test=None, /, **equal):
        def fits(row):
            return (test is None or test(row)) and all(row[k] == v for k, v in equal.items())
        return Query(row for row in self._rows if fits(row))

    def select(self, *names, **computed):
        return Query({**{n: row[n] for n in names}, **{n: f(row) for n, f in computed.items()}} for row in self._rows)

    def order_by(self, *names, desc=False):
        return Query(sorted(self._rows, key=itemgetter(*names), reverse=desc))

    def group_by(self, name, **aggregates):
        rows = sorted(self._rows, key=itemgetter(name))
        for key, group in groupby(rows, key=itemgetter(name)):
            group = list(group)
            yield {name: key} | {n: f(group) for n, f in aggregates.items()}

    def limit(self, n):
        return Query(islice(self._rows, n))

    def __iter__(self):
        yield from self._rows

    def table(self):
        rows = [{k: "" if v is None else str(v) for k, v in row.items()} for row in self]
        if not rows:
            return "(no rows)"
        widths = {k: max(len(k), *(len(row[k]) for row in rows)) for k in rows[0]}
        line = lambda cells: " | ".join(f"{cells[k]:<{w}}" for k, w in widths.items())
        return "\n".join([line({k: k for k in widths}), "-+-".join("-" * w for w in widths.values()), *map(line, rows)])


def average(name):
    def compute(rows):
        values = [row[name] for row in rows if row[name] is not None]
        return round(sum(values) / len(values), 2) if values else None
    return compute


STATEMENT = re.compile(r"""SELECT\s+(?P<names>.+?)\s+FROM\s+(?P<table>\w+)
                           (?:\s+WHERE\s+(?P<column>\w+)\s*(?P<op>[<>]=?|!?=)\s*(?P<value>'[^']*'|[\d.]+))?
                           (?:\s+ORDER\s+BY\s+(?P<order>\w+)(?P<desc>\s+DESC)?)?(?:\s+LIMIT\s+(?P<limit>\d+))?\s*$""",
                       re.VERBOSE | re.IGNORECASE)


def run(text, **tables):
    if not (found := STATEMENT.match(text)):
        raise SyntaxError(f"cannot read {text!r}")
    part = found.groupdict()
    query = Query(tables[part["table"]])
    if part["column"]:
        value = part["value"].strip("'") if part["value"].startswith("'") else float(part["value"])
        query = query.where(lambda row: OPERATORS[part["op"]](row[part["column"]], value))
    if part["order"]:
        query = query.order_by(part["order"], desc=bool(part["desc"]))
    if part["names"] != "*":
        query = query.select(*re.split(r"\s*,\s*", part["names"]))
    return query.limit(int(part["limit"])) if part["limit"] else query


sql = partial(run, people=PEOPLE)
print(sql("SELECT * FROM people ORDER BY name").table())
print(sql("select name, age from people where age >= 31 order by age desc limit 2").table())
print(sql("SELECT name FROM people WHERE city = 'Paris'").table())
print(Query(PEOPLE).where(city="Oslo").select("name", yearly=lambda row: row["pay"] * 12).table())
print(*Query(PEOPLE).group_by("city", n=len, pay=average("pay"), names=lambda g: "/".join(map(itemgetter("name"), g))), sep="\n")
print([row["name"] for row in Query(PEOPLE).where(lambda row: row["age"] < 30).order_by("age", "name")])
print(ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], [*chain.from_iterable([[1], [2, 3]])], attrgetter("real")(7))
for text in ("SELECT", "SELECT name FROM nobody", "SELECT shoe FROM people", "SELECT name FROM people WHERE pay > 4000",
             "SELECT name FROM people WHERE name > 3", "SELECT name FROM people ORDER BY pay"):
    try:
        print(sql(text).table())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
print(Query(PEOPLE).where(lambda row: row.age > 3).table())
