"""The textbook measurement: a task twice in a row, then the same two tasks in two threads.

What to watch: the two times on stderr. With a GIL they are about equal, and the threads may even
be slower, because handing the GIL over costs something. Without one the second is about half the
first on two cores. The results on stdout never change.

    serial_and_threads.py [SIZE]
"""
import sys
import threading
import time

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000


def count_down(n):
    steps = 0
    while n > 0:
        n -= 1
        steps += 1
    return steps


def in_series():
    return [count_down(SIZE), count_down(SIZE)]


def in_threads():
    results = []
    threads = [threading.Thread(target=lambda: results.append(count_down(SIZE))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


for run in (in_series, in_threads):
    began = time.perf_counter()
    results = run()
    elapsed = time.perf_counter() - began
    print(run.__name__, results)
    print(f"{run.__name__}: {elapsed:.3f} s", file=sys.stderr)
