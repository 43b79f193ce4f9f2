# mode: off
# gilt-only
# An object that several threads count again and again is counted by each for itself. It dies when its last
# reference goes, as others do.
import gc
import gil
import sys
import threading
import weakref

gc.disable()  # it would add up while we look
THREADS = 3


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, "is gone")


def read_until_split(box):
    while gil.refs(box[0])["state"] != "split":
        for _ in range(2000):
            item = box[0]


class Readers:
    """Threads that have read box[0] until its count was split, and wait, each with a reference if `keep`."""

    def __init__(self, box, keep=False):
        self.box, self.keep = box, keep
        self.ready, self.leave = threading.Barrier(THREADS + 1), threading.Event()
        self.threads = [threading.Thread(target=self.run) for _ in range(THREADS)]

    def run(self):
        read_until_split(self.box)
        kept = self.box[0] if self.keep else None
        self.ready.wait()
        self.leave.wait()

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        self.ready.wait()

    def __exit__(self, *_):
        self.leave.set()
        for thread in self.threads:
            thread.join()


box = [Node("first")]
with Readers(box):
    refs = gil.refs(box[0])
    print(refs["state"], refs["owner"], refs["local"] + refs["shared"])  # expect: split each thread, for itself 2
    print(sys.getrefcount(box[0]))  # expect: 2
    seen = weakref.ref(box[0])
    print(seen() is box[0])  # expect: True
    box.clear()  # expect: first is gone
    print(seen())  # expect: None

# The last reference is that of a thread which ends.
box = [Node("second")]
with Readers(box, keep=True):
    print(sys.getrefcount(box[0]))  # expect: 5
    box.clear()
    print("cleared")  # expect: cleared
# expect: second is gone

# The collector adds up, and finds cycles of what was split.
box = [Node("third")]
box[0].me = box[0]
with Readers(box):
    box.clear()
    gc.collect()  # expect: third is gone

# The GIL adds up.
box = [Node("fourth")]
with Readers(box, keep=True):
    gil.set("on")
    print(gil.refs(box[0])["state"], sys.getrefcount(box[0]))  # expect: plain 5
    gil.set("off")
print(sys.getrefcount(box[0]))  # expect: 2
box.clear()  # expect: fourth is gone

# What loses references of others is counted in its header for good: it changes hands.
box = [Node("fifth")]
with Readers(box):
    other = box[:]
    box[0] = None
    print(sys.getrefcount(other[0]))  # expect: 2
box = [None]

# When all other threads have ended nothing is split.
with Readers(other):
    pass
for _ in range(3):
    pass
print(gil.refs(other[0])["state"] in ("merged", "biased"), sys.getrefcount(other[0]))  # expect: True 2
other.clear()  # expect: fifth is gone
