# concurrent.futures over threads: results, order, errors, cancelling, waiting, broken pools.
import concurrent.futures as cf
import logging
import re
import threading
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait


class Quiet(logging.Handler):
    def emit(self, record):
        message = re.sub("0x[0-9a-f]+|[0-9]{6,}", "..", record.getMessage())
        print(record.name, record.levelname, message, record.exc_info and record.exc_info[0])


logging.getLogger("concurrent.futures").propagate = False
logging.getLogger("concurrent.futures").addHandler(Quiet())


def shown(function, *args, **kwargs):
    try:
        value = function(*args, **kwargs)
    except BaseException as e:
        value = f"{type(e).__module__}.{type(e).__name__}: {e}"
    print(re.sub("0x[0-9a-f]+", "0x..", str(value)))


# Future by hand
f = Future()
print(re.sub("0x[0-9a-f]+", "0x..", repr(f)), f.done(), f.running(), f.cancelled())
shown(f.result, timeout=0)
shown(f.exception, 0.001)
print(f.set_running_or_notify_cancel(), f.running(), f.cancel())
shown(repr, f)
f.add_done_callback(lambda f: print("callback", f.result()))
f.add_done_callback(lambda f: 1 / 0)
f.set_result(5)
f.add_done_callback(lambda f: print("late callback", f.result()))
shown(repr, f)
shown(f.set_result, 6)
shown(f.set_exception, ValueError())
shown(f.set_running_or_notify_cancel)
f = Future()
f.set_exception(KeyError("k"))
shown(f.result)
shown(repr, f)
print(repr(f.exception()))
f = Future()
f.add_done_callback(lambda f: print("cancelled", f.cancelled()))
print(f.cancel(), f.cancel(), f.done(), f.running())
shown(repr, f)
shown(f.result)
shown(f.exception)
print(f.set_running_or_notify_cancel())
shown(repr, f)
shown(f.set_result, 1)
print(cf.TimeoutError is TimeoutError, cf.CancelledError.__mro__, cf.InvalidStateError.__mro__)
print(cf.BrokenExecutor.__mro__)

# A pool
with ThreadPoolExecutor(max_workers=3, thread_name_prefix="pool") as pool:
    print(list(pool.map(pow, [2, 3, 4], [5, 2, 3, 9])))
    print(pool.submit(lambda *a, **k: (a, k), 1, 2, fn=3, self=4).result())
    print(pool.submit(lambda: threading.current_thread().name[:5]).result())
    shown(pool.submit(int, "x").result)
    failing = pool.map(int, ["1", "2", "x", "4"])
    print(next(failing), next(failing))
    shown(next, failing)
    shown(next, failing)
    print(sorted(f.result() for f in as_completed([pool.submit(abs, -i) for i in range(10)])))
    barrier = threading.Barrier(3)
    names = set(pool.map(lambda i: (barrier.wait(), threading.current_thread().name)[1], range(3)))
    print(sorted(names))
shown(pool.submit, print)
shown(ThreadPoolExecutor, 0)
shown(ThreadPoolExecutor, -1)
shown(ThreadPoolExecutor, initializer=3)
pool = ThreadPoolExecutor(1)
print(pool.submit(lambda: re.sub(r"\d", "N", threading.current_thread().name)).result())

# Order of completion
gates = [threading.Event() for _ in range(4)]
with ThreadPoolExecutor(4) as pool:
    futures = {pool.submit(gate.wait): i for i, gate in enumerate(gates)}
    by_index = {i: f for f, i in futures.items()}
    order = []
    next_gate = iter([2, 0, 3, 1])
    gates[next(next_gate)].set()
    for f in as_completed(futures):
        order.append(futures[f])
        gates[next(next_gate, 0)].set()
    print(order)

# as_completed and wait with timeouts
release = threading.Event()
with ThreadPoolExecutor(2) as pool:
    slow = pool.submit(release.wait)
    quick = pool.submit(lambda: 1)
    wait([quick])
    got = []
    try:
        for f in as_completed([slow, quick, quick], timeout=0.05):
            got.append(f is quick)
    except TimeoutError as e:
        print(got, e)
    done, not_done = wait([slow, quick], timeout=0.01)
    print(done == {quick}, not_done == {slow})
    result = wait([slow, quick], return_when=cf.FIRST_COMPLETED)
    print(result.done == {quick}, result.not_done == {slow}, len(result))
    shown(wait, [slow], return_when="NEVER")
    bad = pool.submit(lambda: 1 / 0)
    done, not_done = wait([slow, bad], return_when=cf.FIRST_EXCEPTION)
    print(done == {bad}, not_done == {slow})
    results = pool.map(lambda e: e.wait(), [release], timeout=0.02)
    shown(next, results)
    release.set()
    print(wait([slow, quick, bad]).not_done)
print(wait([]), list(as_completed([])))

# cancel, shutdown(cancel_futures=True)
release.clear()
started = threading.Event()
pool = ThreadPoolExecutor(1)
first = pool.submit(lambda: (started.set(), release.wait(), "first")[2])
started.wait()
waiting = [pool.submit(str, i) for i in range(3)]
print(first.cancel(), waiting[1].cancel(), waiting[1].cancelled())
release.set()
done, _ = wait([first] + waiting)
print([f.cancelled() or f.result() for f in [first] + waiting])
release.clear()
started.clear()
first = pool.submit(lambda: (started.set(), release.wait(), "second")[2])
started.wait()
waiting = [pool.submit(str, i) for i in range(3)]
pool.shutdown(wait=False, cancel_futures=True)
print([f.cancelled() for f in waiting])
release.set()
print(first.result())
pool.shutdown()
shown(pool.submit, print)

# initializer
local = threading.local()
with ThreadPoolExecutor(2, initializer=lambda x: setattr(local, "x", x), initargs=(42,)) as pool:
    print(list(pool.map(lambda i: local.x + i, range(3))))


def broken():
    raise ValueError("no start")


with ThreadPoolExecutor(1, initializer=broken) as pool:
    f = None
    try:
        f = pool.submit(print)
        f.result()
    except cf.BrokenExecutor as e:
        print(type(e), e)
    shown(pool.submit, print)

# nested pools, many tasks
with ThreadPoolExecutor(4) as outer, ThreadPoolExecutor(4) as inner:
    print(sum(outer.map(lambda i: inner.submit(lambda: i * i).result(), range(200))))

# a pool nobody refers to any more lets its threads go
pool = ThreadPoolExecutor(2, thread_name_prefix="orphan")
pool.submit(int).result()
threads = list(pool._threads)
del pool
for thread in threads:
    thread.join()
print([t.is_alive() for t in threads])

# the end of the program waits for what was submitted
pool = ThreadPoolExecutor(1)
ended = threading.Event()
pool.submit(lambda: (ended.wait(), print("last words")))
print("end of main")
ended.set()
