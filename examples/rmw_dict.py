"""Read, change, write on a dict item: four threads, no lock.

What to watch: the two counts. `votes["yes"] += 1` is a lookup, an addition and a store. Each of
the three is atomic, the three together are not: a dict that cannot be corrupted does not make a
counter that cannot lose.
  * plain: nothing is lost with the GIL of CPython 3.10 and later, because a thread never gives it
    up between the read and the write; without a GIL updates are lost.
  * with a call in between: a switch can happen at the call, so updates are lost with the GIL too.

    rmw_dict.py [ROUNDS]
"""
import sys
import threading

THREADS = 4
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 500_000
votes = {"yes": 0}


def plus_one(value):
    return value + 1


def plain():
    for _ in range(ROUNDS):
        votes["yes"] += 1


def with_call():
    for _ in range(ROUNDS):
        votes["yes"] = plus_one(votes["yes"])


for work in (plain, with_call):
    votes["yes"] = 0
    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(work.__name__, "counted", votes["yes"], "lost", THREADS * ROUNDS - votes["yes"])
