"""Two threads pull from one iterator.

What to watch: how often a number was delivered. With the GIL the step of a built-in iterator happens
at once and every number comes exactly once. Without it an iterator promises nothing but to survive:
numbers may come twice. A generator cannot be in two threads at all and says so; a lock or a queue.Queue
is right everywhere.

    shared_iterator.py [NUMBERS]
"""
import sys
import threading

NUMBERS = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000


def locked(iterator):
    lock = threading.Lock()

    def pull():
        with lock:
            return next(iterator, None)
    return pull


def drain(pull, got):
    while (number := pull()) is not None:
        got.append(number)


def share(name, pull):
    parts = [[], []]
    threads = [threading.Thread(target=drain, args=(pull, part)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    got = parts[0] + parts[1]
    print(name, "delivered", len(got), "of", NUMBERS, "different:", len(set(got)))


numbers = iter(list(range(NUMBERS)))
share("list iterator", lambda: next(numbers, None))
share("with a lock", locked(iter(range(NUMBERS))))
busy = []
generator = (n for n in range(NUMBERS))


def careful():
    while True:
        try:
            return next(generator, None)
        except ValueError:
            busy.append(1)


share("generator", careful)
print("a generator was busy", len(busy), "times", file=sys.stderr)
