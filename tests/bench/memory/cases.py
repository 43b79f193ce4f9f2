"""What a program's memory is before and after it has been busy; memory.py runs each case in a process of its own.

`cases.py list` names the cases; `cases.py CASE` prints, in bytes: resident before, at the top, and after.
"""
import gc
import sys
import threading
import time

import gil

top = 0


def settle():
    """The memory of the process once all that has been asked for has been given back."""
    for _ in range(3):
        gc.collect()
        time.sleep(0.03)  # trims follow one another at a distance
        sum(range(10))
    return gil.memory()["resident"]


def look():
    global top
    top = max(top, gil.memory()["resident"])


def make_rows(n):
    return [[i, str(i), {i: i}] for i in range(n)]


def make_large(n):
    table = {str(i): [i] * (i % 50) for i in range(n)}
    return len("".join(table)) + len(sorted(table))


def run_threads(n, at_once, function, *arguments):
    for _ in range(n // at_once):
        threads = [threading.Thread(target=function, args=arguments) for _ in range(at_once)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        look()


def single():
    """One thread makes and drops rows."""
    for _ in range(5):
        rows = make_rows(50000)
        look()
        del rows


def thousand_threads():
    """A thousand short threads, one after the other."""
    run_threads(1000, 1, make_rows, 30)


def many_at_once():
    """Three hundred threads at once."""
    run_threads(300, 300, make_rows, 30)


def rows_in_threads():
    """A hundred threads that make and drop rows, ten at once."""
    run_threads(100, 10, make_rows, 5000)


def large_in_threads():
    """Threads that make and drop large dicts, lists and texts, eight at once."""
    run_threads(80, 8, make_large, 20000)


def waiting_workers():
    """Four threads work and then wait; they live on."""
    go, done = threading.Event(), threading.Barrier(5)

    def work():
        for _ in range(3):
            make_rows(20000)
        done.wait()
        go.wait()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    done.wait()
    look()


def dropped_for_a_sleeper():
    """What a thread has made is dropped by another while the first one waits."""
    box, made = [], threading.Event()

    def make():
        box.append(make_rows(50000))
        made.set()
        threading.Event().wait()

    threading.Thread(target=make, daemon=True).start()
    made.wait()
    time.sleep(0.05)  # until it sleeps
    look()
    box.clear()


def growing_dict():
    """A dict grows to a million items beside a busy thread."""
    busy = True

    def work():
        while busy:
            sum(range(1000))

    thread = threading.Thread(target=work)
    thread.start()
    table = {}
    for i in range(1000000):
        table[i] = i
    look()
    del table
    settle()
    busy = False
    thread.join()


CASES = [single, thousand_threads, many_at_once, rows_in_threads, large_in_threads, waiting_workers,
         dropped_for_a_sleeper, growing_dict]

if sys.argv[1] == "list":
    print(*[case.__name__ for case in CASES])
else:
    make_rows(100)
    run_threads(10, 2, make_rows, 10)
    before = settle()
    for case in CASES:
        if case.__name__ == sys.argv[1]:
            case()
    print(before, top, settle())
