"""Locks, conditions, semaphores and events under contention; what they guard stays whole."""
import threading

from _storm import ROUNDS, THREADS, storm

lock, rlock, condition = threading.Lock(), threading.RLock(), threading.Condition()
semaphore, event = threading.Semaphore(3), threading.Event()
counts = {"lock": 0, "rlock": 0, "condition": 0, "semaphore": 0}
inside = []


def work(number, dice):
    with lock:
        counts["lock"] += 1
    with rlock:
        with rlock:
            counts["rlock"] += 1
    with condition:
        counts["condition"] += 1
        condition.notify_all()
        if dice.roll(10) == 0:
            condition.wait(timeout=0.001)
    with semaphore:
        inside.append(number)
        assert len(inside) <= 3
        inside.pop()
        with lock:
            counts["semaphore"] += 1
    if dice.roll(2):
        event.set()
    else:
        event.clear()
    event.wait(timeout=0.0001)
    if lock.acquire(timeout=0.001):
        lock.release()
    if rlock.acquire(blocking=False):
        rlock.release()


storm(work, rounds=min(ROUNDS, 100))
assert set(counts.values()) == {THREADS * min(ROUNDS, 100)}, counts
assert not inside and not lock.locked()
print("ok")  # expect: ok
