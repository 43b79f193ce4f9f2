"""gc.collect() while objects are being destroyed: in __del__, in callbacks of weak references."""

import gc
import weakref


class Counted:
    n = 0

    def __del__(self):
        Counted.n += 1
        if Counted.n % 17 == 0:
            gc.collect()
            gc.get_objects()


class Holder:
    pass


def deep_chains(length):
    chain = []
    for _ in range(length):
        chain = [chain, Counted()]
    other = {}
    for _ in range(length):
        other = {1: other, 2: Counted()}
    third = Holder()
    for _ in range(length):
        third, third.before, third.counted = Holder(), third, Counted()


def callbacks():
    seen = []

    def collect(reference):
        gc.collect()
        seen.append(reference() is None)

    lone = Holder()
    watch = [weakref.ref(lone, collect)]
    del lone
    outer = Holder()
    outer.inner = Holder()
    outer.inner.deeper = [Holder()]
    watch.append(weakref.ref(outer.inner, collect))
    watch.append(weakref.ref(outer.inner.deeper[0], collect))
    del outer
    cycle = Holder()
    cycle.itself = cycle
    cycle.reference = weakref.ref(cycle, collect)
    watch.append(weakref.ref(cycle, collect))
    del cycle
    gc.collect()
    return seen


def finish_with_collections(box):
    try:
        yield 1
    finally:
        gc.collect()
        box.found = len(gc.get_objects()) > 0


def generators_in_garbage():
    finished = []
    for _ in range(5):
        nodes = [Holder() for _ in range(5)]
        box = Holder()
        for node in nodes:
            node.nodes = nodes
            node.generator = finish_with_collections(box)
            next(node.generator)
        del node, nodes
        gc.collect()
        finished.append(box.found)
    return finished


for _ in range(2):
    deep_chains(150)
print(Counted.n)
print(callbacks())
print(generators_in_garbage())
