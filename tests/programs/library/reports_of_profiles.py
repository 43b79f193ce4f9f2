# pstats: measurements added up, sorted, restricted and printed.
import os
import pstats
import sys
import tempfile
from pstats import SortKey, Stats


class Profiler:
    """Gives measurements as profilers do."""

    def __init__(self, stats):
        self.given = stats

    def create_stats(self):
        self.stats = dict(self.given)


MAIN = ("/home/me/prog.py", 1, "<module>")
FIB = ("/home/me/prog.py", 3, "fib")
WORK = ("/usr/lib/work.py", 30, "work")
SAME = ("/other/work.py", 30, "work")
LEN = ("~", 0, "<built-in method builtins.len>")
SORT = ("~", 0, "<method 'sort' of 'list' objects>")
STATS = {
    MAIN: (1, 1, 0.001, 1.5, {}),
    FIB: (3, 177, 0.75, 0.75, {MAIN: (3, 3, 0.25, 0.75), FIB: (174, 0, 0.5, 0.5)}),
    WORK: (10, 10, 0.5, 0.5625, {MAIN: (10, 10, 0.5, 0.5625)}),
    SAME: (2, 2, 0.125, 0.125, {MAIN: (1, 1, 0.0625, 0.0625), WORK: (1, 1, 0.0625, 0.0625)}),
    LEN: (20, 20, 0.0625, 0.0625, {WORK: (20, 20, 0.0625, 0.0625)}),
    SORT: (0, 0, 0.0, 0.0, {MAIN: (0, 0, 0.0, 0.0)}),
}
stats = Stats(Profiler(STATS), stream=sys.stdout)
print(stats.sort_stats("cumulative").print_stats() is stats)
for keys in (("time",), ("tottime", "name"), ("calls",), ("ncalls", "cumtime"), ("pcalls",), ("filename", "line"), ("module",), ("nfl",),
             ("stdname",), ("na",), ("cu",), ("p",), (SortKey.TIME,), (SortKey.NFL, SortKey.CALLS), (2,), (-1,), ()):
    print(keys)
    stats.sort_stats(*keys).reverse_order().print_stats()
    if keys:
        print(stats.sort_type)
for wrong in ("wrong",), ("c",), ("time", 1), ("time", SortKey.TIME), (7,), ("t", "n"), ("f",), ("m",), ("s",):
    try:
        stats.sort_stats(*wrong)
        print(wrong, stats.sort_type)
    except (KeyError, TypeError) as error:
        print(wrong, type(error).__name__, error)
stats.sort_stats(SortKey.CUMULATIVE)
for amount in (3,), (0.5,), ("work",), ("work", 1), (100,), (0,), ("[",), ("none",), (0.5, "prog"), (1.5,), (-1,):
    print(amount)
    stats.print_stats(*amount)
stats.print_callers()
stats.print_callees()
stats.print_callers("work")
stats.print_callees(2)
print(stats.get_stats_profile())
stats.strip_dirs().sort_stats("name").print_stats()
stats.print_callers()
twice = Stats(Profiler(STATS), Profiler({FIB: (1, 1, 0.25, 0.25, {LEN: (1, 1, 0.25, 0.25)}), ("z.py", 1, "z"): (1, 1, 0, 0, {})}))
twice.add(Profiler(STATS)).sort_stats("stdname").print_stats().print_callers()
print(twice.total_calls, twice.prim_calls, twice.total_tt, twice.max_name_len, len(twice.stats), twice.files)
older = Stats(Profiler({MAIN: (1, 1, 1.0, 1.0, {}), FIB: (2, 2, 1.0, 1.0, {MAIN: 2})}))
older.sort_stats("line").print_stats().print_callers().print_callees()
Stats(Profiler({FIB: (2, 2, 1.0, 1.0, {("jprofile", 0, "profiler"): 1})})).print_stats()
for bad in 5, Profiler({}), "/nowhere/at/all":
    try:
        Stats(bad)
    except (TypeError, OSError) as error:
        print(type(error).__name__, str(error)[:60])
Stats().print_stats()
print(Stats().get_stats_profile())
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    os.environ["TZ"] = "UTC"
    stats.dump_stats("dump")
    os.utime("dump", (0, 0))
    again = Stats("dump")
    again.add("dump").sort_stats("time").print_stats(1)
    print(again.stats.keys() == stats.stats.keys(), Stats("dump").stats == stats.stats)
    os.chdir("/")
print(list(SortKey), SortKey("ncalls"), SortKey("time") is SortKey.TIME, SortKey.NAME == "name", pstats.func_std_string(LEN), pstats.f8(1))
