"""The same work in more and more threads.

What to watch: the time, and what `gilt compare` fits to it. With a GIL more threads change nothing.
Without one the time falls up to the number of cores, and the part of the work that only one thread
can do (here a tenth) decides how far: Amdahl's law.

    gilt compare --threads=1,2,4 examples/scaling.py

    scaling.py [THREADS]
"""
import sys
import threading

try:
    from gil import threads as n_threads  # what --threads says; only gilt has this module
except ImportError:
    n_threads = 4
if len(sys.argv) > 1:
    n_threads = int(sys.argv[1])

SIZE = 20_000_000
SERIAL = SIZE // 10


def weigh(start, stop):
    total = 0
    for n in range(start, stop):
        total += n & 7
    return total


def weigh_slice(index):
    start, stop = ((SIZE - SERIAL) * i // n_threads + SERIAL for i in (index, index + 1))
    totals[index] = weigh(start, stop)


first = weigh(0, SERIAL)  # nobody can begin before this is done
totals = [0] * n_threads
workers = [threading.Thread(target=weigh_slice, args=(index,)) for index in range(n_threads)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print("total", first + sum(totals))
