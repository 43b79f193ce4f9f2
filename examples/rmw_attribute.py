"""Read, change, write on an attribute: four threads, no lock.

What to watch: the two counts. The attribute is read from the object, one is added, the sum is
stored: another thread may store in between. The object itself stays whole; what can get lost is an
update.
  * plain: nothing is lost with the GIL of CPython 3.10 and later, because a thread never gives it
    up between the read and the write; without a GIL updates are lost.
  * with a call in between: a switch can happen at the call, so updates are lost with the GIL too.

    rmw_attribute.py [ROUNDS]
"""
import sys
import threading

THREADS = 4
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 500_000


class Account:
    def __init__(self):
        self.balance = 0


account = Account()


def plus_one(value):
    return value + 1


def plain():
    for _ in range(ROUNDS):
        account.balance += 1


def with_call():
    for _ in range(ROUNDS):
        account.balance = plus_one(account.balance)


for work in (plain, with_call):
    account.balance = 0
    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(work.__name__, "counted", account.balance, "lost", THREADS * ROUNDS - account.balance)
