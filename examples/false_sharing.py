"""Two threads write to different things that stand in one place.

What to watch: the times. Each thread counts in its own slot. In one list the slots are neighbours: one
cache line (and in Python one list, with one lock) serves both threads. In two lists nothing is shared.

    false_sharing.py [ROUNDS]
"""
import sys
import threading
import time

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000


def count(slots, i):
    for _ in range(ROUNDS):
        slots[i] += 1


def measure(name, jobs):
    threads = [threading.Thread(target=count, args=job) for job in jobs]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{name:24} {time.perf_counter() - start:6.3f} s", file=sys.stderr)
    print(name, [slots[i] for slots, i in jobs])


one = [0] * 2
measure("one list, two slots", [(one, 0), (one, 1)])
measure("two lists", [([0], 0), ([0], 0)])
