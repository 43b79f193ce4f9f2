# All who ask for the weak reference to an object get the same one, also when they ask at the same moment.
import threading
import weakref

THREADS, TARGETS = 3, 20000


class Target:
    pass


targets = [Target() for _ in range(TARGETS)]
found = [[] for _ in range(THREADS)]
start = threading.Barrier(THREADS)


def ask(references):
    start.wait()
    for target in targets:
        references.append(weakref.ref(target))


threads = [threading.Thread(target=ask, args=(references,)) for references in found]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(len(set(map(id, references))) == 1 for references in zip(*found)))  # expect: 20000
