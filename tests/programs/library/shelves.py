# shelve and dbm: dicts in files, of both kinds; what is said about wrong use.
import dbm
import dbm.dumb
import dbm.sqlite3
import os
import shelve
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor

os.chdir(tempfile.mkdtemp())


def told(call, *args):
    try:
        print(repr(call(*args)))
    except Exception as error:
        print(type(error).__module__, repr(error))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


with shelve.open("shelf") as shelf:
    shelf["list"] = [1, 2, {"a": None}]
    shelf["point"] = Point(1, 2)
    shelf["ünï"] = "text"
    shelf["list"].append(3)
    print(sorted(shelf), len(shelf), "list" in shelf, "no" in shelf, shelf["list"], shelf.get("no", 0), sorted(shelf.keys()))
    del shelf["ünï"]
    told(shelf.__getitem__, "no")
    told(shelf.__delitem__, "no")
    told(shelf.__getitem__, 5)
    shelf.update(a=1, b=2)
    print(shelf.pop("a"), shelf.setdefault("c", 5), sorted(shelf.items(), key=str), shelf.writeback)
told(shelf.__getitem__, "list")
told(len, shelf)
told(shelf.sync)
print(os.listdir(), dbm.whichdb("shelf"), shelf.dict)
with shelve.open("shelf", writeback=True) as shelf:
    shelf["list"].append(3)
    shelf["point"].x = 10
    print(shelf.cache)
    shelf.sync()
    print(shelf.cache, shelf["point"])
with shelve.open("shelf", "r") as shelf:
    print(shelf["list"], shelf["point"])
    told(shelf.__setitem__, "x", 1)
with shelve.open("shelf", flag="n", protocol=0) as shelf:
    shelf["k"] = [1]
    print(dict(shelf), shelf.dict[b"k"])
    shelf.clear()
    print(len(shelf))
told(shelve.open, "missing", "r")
plain = {}
shelf = shelve.Shelf(plain, keyencoding="latin-1")
shelf["é"] = 1
print(plain.keys(), list(shelf))
shelf.close()

for module in dbm.dumb, dbm.sqlite3:
    name = module.__name__
    print(name)
    base = module.open(name, "c")
    base["key"] = "value"
    base[b"two"] = b"\x00\xff" * 400
    base["é'\n"] = bytearray(b"x")
    base["key"] = "v" * 600
    base["two"] = "short"
    print(sorted(base.keys()), len(base), base["key"] == b"v" * 600, base[b"two"], "key" in base, b"none" in base, base.get("none", 3))
    told(base.__getitem__, "none")
    told(base.__delitem__, "none")
    told(base.__setitem__, None, "x")
    told(base.__setitem__, "x", None)
    print(base.setdefault("z", b"1"), base.pop("z"), sorted(base.items())[1:])
    base.close()
    base.close()
    told(base.keys)
    told(len, base)
    print(dbm.whichdb(name))
    with dbm.open(name) as base:
        print(sorted(base), type(base).__module__)
        told(base.__setitem__, "a", "b")
        told(base.__delitem__, "key")
    with dbm.open(name, "w") as base:
        del base["key"]
        print(sorted(base))
    with module.open(name, "n") as base:
        print(len(base))
    told(module.open, "none", "r")
    told(module.open, "none", "w")
    told(module.open, "none", "q")

with dbm.dumb.open("index", "c") as base:
    with ThreadPoolExecutor(1) as pool:
        list(pool.map(base.__setitem__, ["b", "a", "é"], ["1", "2" * 513, "3"]))
    print(open("index.dir", encoding="latin-1").read(), os.path.getsize("index.dat"))
    base["b"] = "9" * 513
    base["a"] = "8"
    base.sync()
    print(open("index.dir", encoding="latin-1").read(), os.path.getsize("index.dat"), sorted(os.listdir()))
with dbm.dumb.open("once", "c") as base:
    base["a"] = "b"
print(sorted(name for name in os.listdir() if name.startswith("once")))
base = dbm.sqlite3.open("owned", "c")
refused = []


def use():
    try:
        base["x"] = 1
    except dbm.sqlite3.error as error:
        refused.append(str(error)[:80])


thread = threading.Thread(target=use)
thread.start()
thread.join()
print(refused)
base.close()
told(dbm.open, "missing")
with open("other", "w") as file:
    file.write("no database at all")
told(dbm.open, "other")
told(dbm.open, "other", "c")
print(dbm.whichdb("other"), dbm.whichdb("missing"), dbm.error[1], issubclass(dbm.sqlite3.error, OSError), dbm.dumb.error)
