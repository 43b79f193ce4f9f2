"""Eight threads that wait, as if for a network.

What to watch: eight waits of 0.2 s take 0.2 s together, not 1.6 s, with the GIL too. A thread that
sleeps has given the GIL back first, so waiting is always done side by side. This is why threads
are useful for I/O even where they are useless for computing.

    io_threads_sleep.py [THREADS] [SECONDS]
"""
import sys
import threading
import time

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 8
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 0.2
pages = [None] * THREADS


def fetch(number):
    time.sleep(SECONDS)
    pages[number] = f"page {number}"


began = time.perf_counter()
threads = [threading.Thread(target=fetch, args=(number,)) for number in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
elapsed = time.perf_counter() - began

print(pages)
print("side by side" if elapsed < SECONDS * THREADS / 2 else "one after the other")
print(f"waited {SECONDS * THREADS:.1f} s in {elapsed:.3f} s", file=sys.stderr)
