"""What happens if you just remove the lock: racy reference counts.

What to watch: with `gilt --gil=off --refcount=racy` the report at the end. Every thread then adds to
and subtracts from an object's count as if it were alone. The interpreter keeps the truth beside it and
survives; the report tells what a real one would not have survived: objects whose count reached zero
while somebody held them, and objects whose count never reached zero. In every other mode, and in
CPython, the program is just right.

    remove_the_lock.py [ROUNDS]
"""
import sys
import threading

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000


class Account:
    def __init__(self, owner):
        self.owner = owner


accounts = [Account("Ada"), Account("Grace")]
settings = {"currency": ["EUR"]}


def audit():
    for i in range(ROUNDS):
        account = accounts[i & 1]
        currency = settings["currency"]
        again = account
        del account, again, currency


threads = [threading.Thread(target=audit) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print([account.owner for account in accounts], settings)
