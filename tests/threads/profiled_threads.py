# Profilers and profile functions in many threads, changed and dropped while they run, and used wrongly.
# gilt-only
import _lsprof
import cProfile
import gc
import sys
import threading

N = 300


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def calls_of(profile, name):
    return sum(entry.callcount for entry in profile.getstats() if getattr(entry.code, "co_name", entry.code) == name)


# Each thread has a profiler of its own, and hears only itself.
counts = []


def profiled(n):
    with cProfile.Profile() as profile:
        fib(n)
    counts.append((n, calls_of(profile, "fib")))


# A profile function that comes and goes, and is left behind by the thread that ends.
def hear(frame, event, argument):
    if event == "c_call":
        sys.setprofile(hear)


def set_and_left():
    for i in range(N):
        sys.setprofile(hear)
        len("ab")
        if i % 3 == 0:
            sys.setprofile(None)
    sys.setprofile(hear)


# One profiler that all want: it is one thread's at a time.
wanted = cProfile.Profile()
outcomes = set()


def want():
    for i in range(N):
        for action in wanted.enable, lambda: fib(2), wanted.getstats, wanted.clear, wanted.snapshot_stats:
            try:
                action()
            except (RuntimeError, ValueError) as error:
                outcomes.add(str(error))
        wanted.disable()


threads = [threading.Thread(target=profiled, args=(n,)) for n in (5, 8, 10, 12)]
threads += [threading.Thread(target=set_and_left) for _ in range(3)]
threads += [threading.Thread(target=want) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(counts))
print(outcomes <= {"the profiler is in use by another thread"}, calls_of(wanted, "fib"))


# Timers that change the profiler they are for, or fail.
def tamper():
    profile.clear()
    profile.__init__(tamper)
    profile.getstats()
    return 1.0


profile = cProfile.Profile(tamper)
profile.runcall(fib, 8)
print(calls_of(profile, "fib") < 100)


def fail():
    raise LookupError("no time")


for timer in fail, lambda: "x", lambda: float("nan"), lambda: 10 ** 400, lambda: -1e300:
    try:
        print(cProfile.Profile(timer).runcall(fib, 3))
    except (LookupError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)

# Dropped while enabled, in a cycle, without __init__, while it is asked.
profile = cProfile.Profile()
profile.enable()
profile.itself = profile
del profile
fib(3)
sys.setprofile(None)
gc.collect()
bare = _lsprof.Profiler.__new__(_lsprof.Profiler)
bare.enable()
fib(3)
bare.disable()
print(calls_of(bare, "fib"))


class Dropping:
    def __call__(self, frame, event, argument):
        sys.setprofile(None)

    def __del__(self):
        sys.setprofile(hear)


for i in range(10):
    sys.setprofile(Dropping())
    fib(2)
sys.setprofile(None)


# Deep recursion, within the profile function, too.
def deep(n):
    return deep(n + 1)


def hear_deeply(frame, event, argument):
    deep(0)


with cProfile.Profile():
    try:
        deep(0)
    except RecursionError as error:
        print(error)
sys.setprofile(hear_deeply)
try:
    fib(2)
except RecursionError as error:
    print(error)
print(sys.getprofile())

# Left on for the end of the program, in a daemon thread, too.
threading.Thread(target=lambda: (sys.setprofile(hear), threading.Event().wait()), daemon=True).start()
cProfile.Profile().enable()
fib(3)
