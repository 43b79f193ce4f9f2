"""What needs no lock: appending to one list from many threads.

What to watch: nothing is lost, with or without a GIL. `items.append(x)` is one step by itself, and
so are `items.pop()` and `table[key] = value`. The order in which the threads' items mix differs
from run to run, but the items of each thread keep their own order.

    atomic_append.py [ROUNDS]
"""
import sys
import threading

THREADS = 4
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
items, table = [], {}


def work(number):
    for i in range(ROUNDS):
        items.append((number, i))
        table[number, i % 100] = i


threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

positions = [-1] * THREADS
in_order = True
for number, i in items:
    in_order = in_order and i == positions[number] + 1
    positions[number] = i
print("appended", len(items), "of", THREADS * ROUNDS)
print("each thread's items in order:", in_order)
print("keys in the dict:", len(table))
