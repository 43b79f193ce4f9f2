"""The counter with a lock around the read and the write.

What to watch: nothing is lost, with or without a GIL: the lock is what makes `counter += 1` one
step. Then the price: every round takes and gives back the lock, and without a GIL the threads
fight for it. The second half counts in a local name and takes the lock once, at the end: as
correct, and much faster.

    counter_lock.py [ROUNDS]
"""
import sys
import threading
import time

THREADS = 4
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 250_000
counter = 0
lock = threading.Lock()


def lock_every_round():
    global counter
    for _ in range(ROUNDS):
        with lock:
            counter += 1


def lock_once():
    global counter
    mine = 0
    for _ in range(ROUNDS):
        mine += 1
    with lock:
        counter += mine


for work in (lock_every_round, lock_once):
    counter = 0
    began = time.perf_counter()
    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    print(work.__name__, "counted", counter, "lost", THREADS * ROUNDS - counter)
    print(f"{work.__name__}: {elapsed:.3f} s", file=sys.stderr)
