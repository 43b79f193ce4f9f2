"""What it costs one thread that there is no GIL.

What to watch: the times on stderr, with the GIL on and off. There is only one thread, so nothing
can get faster without a GIL; what gets slower is the price of being ready for others: reference
counts that several threads may change, and containers that take their own little lock for each
write. Compare the kinds of work: pure arithmetic pays nothing, writing to shared containers most.

    single_thread_cost.py [ROUNDS]
"""
import sys
import time

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000


class Box:
    def __init__(self):
        self.value = 0

    def bump(self):
        self.value += 1
        return self.value


def arithmetic():
    total = 0
    for i in range(ROUNDS):
        total += i * i & 255
    return total


def list_writes():
    items = [0] * 100
    for i in range(ROUNDS):
        items[i % 100] = i
    return sum(items)


def dict_writes():
    table = {}
    for i in range(ROUNDS):
        table[i % 100] = i
    return sum(table.values())


def attributes_and_calls():
    box = Box()
    for _ in range(ROUNDS):
        box.bump()
    return box.value


def new_objects():
    pairs = []
    for i in range(ROUNDS):
        pairs.append((i, str(i)))
        if len(pairs) == 1000:
            pairs.clear()
    return len(pairs)


for work in (arithmetic, list_writes, dict_writes, attributes_and_calls, new_objects):
    began = time.perf_counter()
    result = work()
    elapsed = time.perf_counter() - began
    print(work.__name__, result)
    print(f"{work.__name__:<22}{elapsed:.3f} s", file=sys.stderr)
