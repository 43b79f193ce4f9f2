"""CPU-bound work split over threads.

What to watch: the same work, in 1 piece and in 2. With a GIL the threads take turns, so 2 threads
need as long as 1 (CPU time over wall time stays at 1.0). Without a GIL they run side by side and
2 threads need about half the time. The result is the same in every case.

    cpu_bound.py [THREADS] [SIZE]        THREADS 1 is the serial program
"""
import sys
import threading
import time

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 2
SIZE = int(sys.argv[2]) if len(sys.argv) > 2 else 50_000_000


def weigh(start, stop):
    """Some arithmetic that touches no shared object: only local names and small integers."""
    total = 0
    for n in range(start, stop):
        if n % 3 == 0:
            total += n
        else:
            total -= n >> 2
    return total


def run_slice(index, results):
    start = SIZE * index // THREADS
    stop = SIZE * (index + 1) // THREADS
    results[index] = weigh(start, stop)


began = time.perf_counter()
results = [0] * THREADS
threads = [threading.Thread(target=run_slice, args=(i, results)) for i in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
elapsed = time.perf_counter() - began

print("result", sum(results))
print(f"{THREADS} threads: {elapsed:.3f} s", file=sys.stderr)
