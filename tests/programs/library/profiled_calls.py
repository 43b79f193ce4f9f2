# cProfile: who called what how often, recursion, native functions, reports, files, timers, wrong use.
import cProfile
import io
import os
import pstats
import tempfile


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def numbers():
    yield 1
    yield 2


class Special:
    def __init__(self):
        self.n = len("ab")

    @property
    def twice(self):
        return max(self.n, self.n) * 2


def work():
    fib(10)
    for n in numbers():
        [].append(n)
    list.append([], list(numbers()))
    sorted([3, 1], key=lambda n: -n)
    dict.fromkeys("ab")
    Special().twice
    try:
        [].pop()
    except IndexError:
        pass


def show(profile):
    for function, figures in sorted(pstats.Stats(profile).stats.items(), key=lambda item: item[0][2]):
        callers = sorted((caller[2], counts[:2]) for caller, counts in figures[4].items())
        print(function[2], figures[:2], callers)


profile = cProfile.Profile()
profile.enable()
work()
profile.disable()
show(profile)
print(sorted((entry.code if isinstance(entry.code, str) else entry.code.co_name, entry.callcount, entry.reccallcount,
              len(entry.calls or ())) for entry in profile.getstats()))
profile.clear()
print(profile.getstats())

print("--- results, context managers, no natives, no links")
print(cProfile.Profile().runcall(fib, 7))
for wishes in {"builtins": False}, {"subcalls": False}, {}:
    profile = cProfile.Profile(**wishes)
    profile.enable(**wishes)
    work()
    profile.disable()
    show(profile)
with cProfile.Profile() as profile:
    fib(3)
show(profile)

print("--- a timer of one's own: each reading is a tick later")
ticks = iter(range(1000))
profile = cProfile.Profile(lambda: next(ticks), 0.25)
profile.runcall(fib, 3)
show(profile)
print([(figures[2], figures[3]) for function, figures in sorted(pstats.Stats(profile).stats.items())
       if function[2] == "fib"])
now = iter([1.5, 2.0, 4.0, 4.5, 8.0, 9.0, 10.0, 11.0])
profile = cProfile.Profile(lambda: next(now))
profile.runcall(fib, 0)
print([(figures[2], figures[3]) for function, figures in pstats.Stats(profile).stats.items() if function[2] == "fib"])

print("--- reports and files")
report = io.StringIO()
with cProfile.Profile() as profile:
    fib(5)
pstats.Stats(profile, stream=report).strip_dirs().sort_stats("ncalls").print_stats("fib")
print([line.split()[0::5] for line in report.getvalue().splitlines() if "(fib)" in line])
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "profile")
    cProfile.runctx("fib(n)", {"fib": fib, "n": 6}, {}, path)
    print([(function[2], figures[:2]) for function, figures in sorted(pstats.Stats(path).stats.items())])

print("--- one at a time")
profile = cProfile.Profile()
profile.enable()
try:
    cProfile.Profile().enable()
except ValueError as error:
    print(error)
profile.disable()
profile.disable()
try:
    profile.runcall(fib, "x")
except TypeError as error:
    print(error)
print([entry.callcount for entry in profile.getstats() if getattr(entry.code, "co_name", "") == "fib"])
