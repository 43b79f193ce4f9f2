# Whoever destroys an object calls back the weak references to it, also those of a thread that has
# ended; a plain weak reference is one for all threads.
import threading
import weakref


class Thing:
    pass


called = []
references = []


def make(things):
    thing = Thing()
    references.append(weakref.ref(thing, called.append))
    references.append(weakref.ref(thing))
    things.append(thing)


def in_thread(function, *arguments):
    thread = threading.Thread(target=function, args=arguments)
    thread.start()
    thread.join()


for _ in range(100):
    things = []
    in_thread(make, things)
    assert weakref.ref(things[0]) is references[-1]
    things.clear()
print(len(called))  # expect: 100
for _ in range(100):
    things = []
    make(things)
    in_thread(things.clear)
print(len(called))  # expect: 200
for _ in range(100):
    things = []
    in_thread(make, things)
    in_thread(things.clear)
print(len(called), {reference() for reference in references})  # expect: 300 {None}
