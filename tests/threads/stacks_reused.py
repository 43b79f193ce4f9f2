"""A thread may get the stack of one that has ended. It finds nothing on it, and nothing stays alive there."""
import threading
import weakref


class Thing:
    pass


references = []
lock = threading.Lock()


def recurse(n, *things):
    """Fills many frames and registers; what is on them goes when the thread ends."""
    if n == 0:
        raise ValueError("deep")
    here = Thing()
    with lock:
        references.append(weakref.ref(here))
    recurse(n - 1, here, *things[:20])


def deep(n):
    try:
        recurse(n)
    except ValueError:
        pass


def unset():
    """Reads a variable before it has a value."""
    try:
        value
    except UnboundLocalError:
        with lock:
            outcomes.append("unbound")
    for value in ():
        pass


def run(*targets):
    threads = [threading.Thread(target=target, args=arguments) for target, *arguments in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


outcomes = []
for i in range(10):
    run(*[(deep, 10 * (i + 1))] * 20)  # more at once than are kept
    run(*[(unset,)] * 20)
print(len(references))                             # expect: 11000
print(sum(each() is not None for each in references))  # expect: 0
print(len(outcomes), set(outcomes))                # expect: 200 {'unbound'}
