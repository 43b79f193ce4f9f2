"""Read, change, write on a list item: four threads, no lock.

What to watch: the two counts. `bins[0] += 1` is an index, an addition and an assignment.
`bins.append(1)` is one step and loses nothing: the length of a list that everybody appends to is a
counter that works.
  * plain: nothing is lost with the GIL of CPython 3.10 and later, because a thread never gives it
    up between the read and the write; without a GIL updates are lost.
  * with a call in between: a switch can happen at the call, so updates are lost with the GIL too.

    rmw_list.py [ROUNDS]
"""
import sys
import threading

THREADS = 4
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 500_000
bins = [0]


def plus_one(value):
    return value + 1


def plain():
    for _ in range(ROUNDS):
        bins[0] += 1


def with_call():
    for _ in range(ROUNDS):
        bins[0] = plus_one(bins[0])


for work in (plain, with_call):
    bins[0] = 0
    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(work.__name__, "counted", bins[0], "lost", THREADS * ROUNDS - bins[0])
