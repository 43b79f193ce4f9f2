"""Two transfers lock two accounts in opposite order.

What to watch: each thread holds one lock and waits for the other's: nobody can ever go on. The GIL
has no part in it, the program behaves the same with and without. Waiting with a timeout is the way
out here: both notice, give back what they hold, and report. The second half takes the locks in one
order everywhere, and no deadlock is possible.

    deadlock.py [TIMEOUT]
"""
import sys
import threading

TIMEOUT = float(sys.argv[1]) if len(sys.argv) > 1 else 0.3


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()


ann, bob = Account("Ann", 100), Account("Bob", 100)
holds_first = {"Ann": threading.Event(), "Bob": threading.Event()}
both_gave_up = threading.Event()
report = []


def transfer_carelessly(source, target, amount):
    with source.lock:
        holds_first[source.name].set()
        holds_first[target.name].wait()  # makes sure that both are in the middle
        if target.lock.acquire(timeout=TIMEOUT):
            source.balance -= amount
            target.balance += amount
            target.lock.release()
            report.append(f"{source.name} to {target.name}: done")
        else:
            report.append(f"{source.name} to {target.name}: cannot get {target.name}'s lock")
            if len(report) == 2:
                both_gave_up.set()
            both_gave_up.wait()  # keeps its lock until the other has noticed as well


def transfer_in_order(source, target, amount):
    first, second = (source, target) if source.name < target.name else (target, source)
    with first.lock:
        with second.lock:
            source.balance -= amount
            target.balance += amount
            report.append(f"{source.name} to {target.name}: done")


for transfer in (transfer_carelessly, transfer_in_order):
    report.clear()
    threads = [
        threading.Thread(target=transfer, args=(ann, bob, 10)),
        threading.Thread(target=transfer, args=(bob, ann, 20)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(transfer.__name__)
    for line in sorted(report):
        print("  " + line)
    print("  Ann has", ann.balance, "and Bob has", bob.balance)
