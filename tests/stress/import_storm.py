"""Modules are imported, looked up, thrown out of sys.modules and reloaded by all threads at once."""
import importlib
import sys

from _storm import ROUNDS, storm_of

NAMES = ("bisect", "heapq", "keyword", "stat", "string", "operator", "reprlib", "numbers", "textwrap",
         "fnmatch", "glob", "copy", "queue", "struct", "math", "itertools", "json.decoder", "collections.abc")


def fetch(dice):
    name = NAMES[dice.roll(len(NAMES))]
    module = importlib.import_module(name)
    assert module.__name__ == name


def throw_out(dice):
    sys.modules.pop(NAMES[dice.roll(len(NAMES))], None)


def star(dice):
    namespace = {}
    exec("from bisect import *\nfrom textwrap import dedent as d\nimport os.path", namespace)
    assert namespace["insort"] and namespace["d"]("  x") == "x"


def statement(dice):
    import math
    import string as s
    from json import dumps, loads
    assert math.floor(2.5) == 2 and s.digits[0] == "0" and loads(dumps([1])) == [1]


def attribute(dice):
    import fnmatch
    fnmatch.marker = "marker" + str(dice.roll(9))
    assert fnmatch.marker.startswith("marker")
    repr(fnmatch), dir(fnmatch)[:3], vars(fnmatch).get("marker")


def reload(dice):
    import keyword
    assert importlib.reload(sys.modules["keyword"]).iskeyword("if")


def code(dice):
    value = eval(compile("a + " + str(dice.roll(9)), "<text>", "eval"), {"a": 1})
    assert 1 <= value < 10
    space = {}
    exec("class C:\n def m(self): return [x for x in range(3)]\nvalue = C().m()", space)
    assert space["value"] == [0, 1, 2]


storm_of([fetch, fetch, throw_out, star, statement, attribute, reload, code],
         expected=(ImportError, AttributeError, KeyError), rounds=ROUNDS // 10)
print("ok")  # expect: ok
