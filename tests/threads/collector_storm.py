"""Eight threads make cyclic garbage, weak references and finalizers, and collect, all at once."""
import gc
import threading
import weakref

N = 400
deleted = []
alive = weakref.WeakValueDictionary()


class Node:
    def __init__(self, n):
        self.n = n
        self.me = self
        self.others = []

    def __del__(self):
        deleted.append(self.n)


def work(k):
    previous = None
    for i in range(N):
        node = Node(k * N + i)
        node.others.append(previous)
        if previous is not None and i % 7:
            previous.others.append(node)
        alive[node.n] = node
        previous = node if i % 5 else None
        if i % 50 == 0:
            gc.collect()
        alive.get(k * N + i // 2)


threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
gc.collect()
gc.collect()
print(len(deleted), len(set(deleted)), len(list(alive.values())))  # expect: 3200 3200 0
