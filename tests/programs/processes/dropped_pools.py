# A pool that is dropped while it runs says so, ends its processes, and leaves nothing open.
import gc
import multiprocessing
import os
import threading
import time
import warnings
from multiprocessing.pool import ThreadPool


def use(make):
    pool = make(2)
    print(pool.map(abs, [-1, 2, -3]))


def note(message, category, *place, **options):
    print(category.__name__, message)


if __name__ == "__main__":
    warnings.simplefilter("always")
    warnings.showwarning = note
    use(multiprocessing.get_context("spawn").Pool)  # what it starts for all stays open
    gc.collect()
    n_open = len(os.listdir("/proc/self/fd"))
    for make in multiprocessing.Pool, ThreadPool, multiprocessing.get_context("spawn").Pool:
        use(make)
        gc.collect()
    print(multiprocessing.active_children())
    print(len(os.listdir("/proc/self/fd")) - n_open)
    # A result keeps its pool until it is there.
    result = multiprocessing.Pool(2).apply_async(abs, [-4])
    print(result.get())
    del result
    while multiprocessing.active_children() or threading.active_count() > 1:
        time.sleep(0.001)
