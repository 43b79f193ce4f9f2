"""One object that everybody counts: why removing the GIL is not enough.

What to watch: the times. Both threads only read. In the first part each reads its own list, in the
second both read the same one, and every read counts a reference up and down again: in the object's
header, which is one cache line that travels between the cores. (With --refcount=biased gilt soon notices, and
has each thread count for itself.) In the third part both use one number, which is the word itself and has
no count.

    refcount_contention.py [ROUNDS]

With gilt, try --gil=off --refcount=biased, atomic and racy, and look at gil.stats()["counts"].
"""
import sys
import threading
import time

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000


class Box:
    pass


def read(box):
    for _ in range(ROUNDS):
        value = box.content


def measure(name, boxes):
    threads = [threading.Thread(target=read, args=(box,)) for box in boxes]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{name:28} {time.perf_counter() - start:6.3f} s", file=sys.stderr)
    print(name, "done")


def boxes_with(contents):
    boxes = [Box(), Box()]
    for box, content in zip(boxes, contents):
        box.content = content
    return boxes


one = ["shared"]
measure("each thread its own object", boxes_with([["own"], ["own"]]))
measure("both threads one object", boxes_with([one, one]))
measure("both threads one number", boxes_with([12345, 12345]))
