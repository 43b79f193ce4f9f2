"""A lock nobody else wants: with, acquire and release, and a reentrant one."""
import sys
import threading

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def run(n):
    lock, rlock = threading.Lock(), threading.RLock()
    total = 0
    for i in range(n):
        with lock:
            total += i
        lock.acquire()
        total -= 1
        lock.release()
        with rlock:
            total += 2
    return total


print(run(30_000 * SCALE))
