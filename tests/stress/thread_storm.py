"""Threads that start threads, keep thread-local data and end at any moment."""
import threading

from _storm import ROUNDS, storm

data = threading.local()
finished = []


def child(value):
    data.value = [value]
    for _ in range(5):
        data.value.append(threading.current_thread().name)
        assert data.value[0] == value
    finished.append(value)


def work(number, dice):
    threads = [threading.Thread(target=child, args=(dice.roll(100),)) for _ in range(dice.roll(4))]
    for thread in threads:
        thread.start()
    assert threading.active_count() >= 1 and threading.current_thread() in threading.enumerate()
    for thread in threads:
        thread.join()
        assert not thread.is_alive()


storm(work, rounds=min(ROUNDS, 40))
assert all([0 <= value < 100 for value in finished])
assert threading.active_count() == 1
print("ok")  # expect: ok
