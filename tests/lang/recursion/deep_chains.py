# Chains of objects that look into one another end in RecursionError, not in a crash.
import sys
import threading
import types
import weakref

DEPTH = 30000  # more than fits on the stack of the thread
GILT = sys.implementation.name == "gilt"


def chain(first, wrap):
    value = first
    for _ in range(DEPTH):
        value = wrap(value)
    return value


def ending(action):
    try:
        action()
    except RecursionError as error:
        return error
    return "done"


class Reference(weakref.ref):
    pass


def references(kept):
    value = Reference
    for _ in range(DEPTH):
        kept.append(value)
        value = Reference(value, print)
    return value


def look():
    print(ending(lambda: isinstance(1, chain((), lambda v: (v,)))))  # expect: maximum recursion depth exceeded in __instancecheck__
    print(ending(lambda: issubclass(int, chain((), lambda v: (v,)))))  # expect: maximum recursion depth exceeded in __subclasscheck__

    error = chain(ValueError(), ValueError)
    print(ending(lambda: repr(error)))  # expect: maximum recursion depth exceeded while getting the repr of an object
    print(ending(lambda: str(error)))  # expect: maximum recursion depth exceeded while getting the str of an object

    sets = [chain(frozenset(), lambda v: frozenset([v])) for _ in range(2)]
    print(ending(lambda: sets[0] == sets[1]))  # expect: maximum recursion depth exceeded in comparison

    proxy = chain({1: 2}, types.MappingProxyType)
    print(ending(lambda: repr(proxy)))  # expect: maximum recursion depth exceeded while getting the repr of an object

    kept = []
    ends = [references(kept), references(kept)]
    print(ending(lambda: ends[0] == ends[1]))  # expect: maximum recursion depth exceeded in comparison
    del ends
    kept.clear()

    if GILT:  # CPython 3.13 crashes
        print(ending(lambda: hash(chain(None, slice))))  # expect: maximum recursion depth exceeded
        print(proxy[1], len(proxy), proxy == proxy, ending(lambda: proxy | proxy))  # expect: 2 1 True done
    else:
        print("maximum recursion depth exceeded")
        print("2 1 True done")


if GILT:
    threading.stack_size(1 << 20)
thread = threading.Thread(target=look)
thread.start()
thread.join()
