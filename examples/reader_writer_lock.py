"""A lock that many readers hold at once, or one writer alone.

What to watch: readers meet inside, a writer never meets anybody. A waiting writer keeps new readers
out, otherwise a steady stream of readers would starve it. The whole lock is one Condition and two
numbers; the GIL has no part in it.

    reader_writer_lock.py [ROUNDS]
"""
import contextlib
import sys
import threading

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 200


class ReaderWriterLock:
    def __init__(self):
        self.changed = threading.Condition()
        self.readers = 0
        self.writers_waiting = 0
        self.is_writing = False

    @contextlib.contextmanager
    def reading(self):
        with self.changed:
            self.changed.wait_for(lambda: not self.is_writing and not self.writers_waiting)
            self.readers += 1
        try:
            yield
        finally:
            with self.changed:
                self.readers -= 1
                self.changed.notify_all()

    @contextlib.contextmanager
    def writing(self):
        with self.changed:
            self.writers_waiting += 1
            self.changed.wait_for(lambda: not self.is_writing and not self.readers)
            self.writers_waiting -= 1
            self.is_writing = True
        try:
            yield
        finally:
            with self.changed:
                self.is_writing = False
                self.changed.notify_all()


lock = ReaderWriterLock()
balance = {"Ann": 500, "Bob": 500}
sums = set()
readers_met = threading.Event()
all_inside = threading.Barrier(3, action=readers_met.set)


def read():
    with lock.reading():
        all_inside.wait()  # nobody gets past this alone
    for _ in range(ROUNDS):
        with lock.reading():
            sums.add(balance["Ann"] + balance["Bob"])


def write(amount):
    for _ in range(ROUNDS):
        with lock.writing():
            balance["Ann"] -= amount
            balance["Bob"] += amount  # in between a reader would see the wrong sum


readers = [threading.Thread(target=read, name=f"reader {n}") for n in range(3)]
for thread in readers:
    thread.start()
readers_met.wait()
writers = [threading.Thread(target=write, args=(amount,), name=f"writer {amount}") for amount in (1, -1)]
for thread in writers:
    thread.start()
for thread in readers + writers:
    thread.join()
print("three readers were inside at once")
print("sums that were read:", sums)
print("at the end:", balance)
