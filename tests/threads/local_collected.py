# A thread-local goes with what only it holds: in a cycle, and while other threads that have used it go on.
import gc
import threading
import time
import weakref


class Content:
    pass


class Special(threading.local):
    pass


def in_a_cycle(kind):
    local = kind()
    content = Content()
    content.owner = local
    local.content = content
    return weakref.ref(content)


for kind in (threading.local, Special):
    reference = in_a_cycle(kind)
    gc.collect()
    print(kind.__name__, reference())  # expect: _local None
                                       # expect: Special None

local = threading.local()
references = []
is_set = threading.Event()
is_gone = threading.Event()


def use():
    content = Content()
    references.append(weakref.ref(content))
    local.content = content
    del content
    is_set.set()
    is_gone.wait()


thread = threading.Thread(target=use)
thread.start()
is_set.wait()
gc.collect()
print(references[0]() is not None)  # expect: True
del local
for _ in range(10000):
    if references[0]() is None:
        break
    time.sleep(0.001)  # without a GIL it goes when the thread that made it has taken notice
print(references[0]())  # expect: None
is_gone.set()
thread.join()

# Many locals in many threads: each sees its own.
locals_ = [threading.local() for _ in range(40)]
wrong = []


def count(start):
    for round_ in range(50):
        for i, each in enumerate(locals_):
            each.value = getattr(each, "value", start + i) + 1
    for i, each in enumerate(locals_):
        if each.value != start + i + 50:
            wrong.append((start, i, each.value))


threads = [threading.Thread(target=count, args=(1000 * n,)) for n in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(wrong)  # expect: []
print(any(hasattr(each, "value") for each in locals_))  # expect: False
