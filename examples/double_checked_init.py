"""Making something once: unlocked, locked, and checked twice.

What to watch: how many connections are made. "Is it there? No: make it" is check-then-act, so several
threads make their own. Looking again under the lock makes it one, and looking before the lock saves
the lock when it is there. In languages with a weaker memory model the first, unlocked look may see
half an object; in Python, with and without a GIL, an object is complete before others can see it.

    double_checked_init.py [ROUNDS]
"""
import sys
import threading

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
THREADS = 4


class Connection:
    made = []

    def __init__(self):
        for _ in range(2000):  # opening one takes a while
            pass
        self.name = "ready"
        Connection.made.append(1)


class Pool:
    connection = None
    lock = threading.Lock()

    def unlocked(self):
        if self.connection is None:
            self.connection = Connection()
        return self.connection

    def checked_twice(self):
        if self.connection is None:
            with self.lock:
                if self.connection is None:
                    self.connection = Connection()
        return self.connection


for name in ("unlocked", "checked_twice"):
    del Connection.made[:]
    start = threading.Barrier(THREADS)

    def work():
        for pool in pools:
            start.wait()
            assert getattr(pool, name)().name == "ready"

    pools = [Pool() for _ in range(ROUNDS)]
    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(name, "made", len(Connection.made), "connections for", ROUNDS, "pools")
