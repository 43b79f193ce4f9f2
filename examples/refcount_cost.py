"""What counting one reference costs: by the owner, by another thread, by two threads at once.

What to watch: nanoseconds per read, less those of the empty loop, on stderr. With the GIL every
count is plain. Without it gilt's owner counts plainly (biased counting) and other threads atomically,
until each gets a count of its own for what they count again and again;
--refcount=atomic makes everybody count atomically, as the Gilectomy did.

    refcount_cost.py [ROUNDS]
"""
import sys
import threading
import time

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
REPEATS = 7  # the quickest counts: the others were disturbed


class Box:
    pass


def loop(box, out):
    start = time.perf_counter()
    for _ in range(ROUNDS):
        box.number
    out.append(time.perf_counter() - start)


def counted(box, out):
    start = time.perf_counter()
    for _ in range(ROUNDS):
        box.object
    out.append(time.perf_counter() - start)


def in_threads(work, n, box):
    out = []
    threads = [threading.Thread(target=work, args=(box, out)) for _ in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(out) / n


def own_box(work):
    def run(_, out):
        box = Box()
        box.number, box.object = 1, ["made by the thread that reads it"]
        work(box, out)
    return run


made_here = Box()
made_here.number, made_here.object = 1, ["made by the main thread"]
for name, work, n, base in (("by its owner", own_box(counted), 1, own_box(loop)),
                            ("by another thread", counted, 1, loop),
                            ("by two other threads at once", counted, 2, loop)):
    with_count = min(in_threads(work, n, made_here) for _ in range(REPEATS))
    without = min(in_threads(base, n, made_here) for _ in range(REPEATS))
    each = (with_count - without) / ROUNDS * 1e9
    print(f"counting an object {name:30} {each:6.1f} ns per read more than a number", file=sys.stderr)
    print("counted", name)
