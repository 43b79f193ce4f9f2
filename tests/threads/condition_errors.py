import threading

condition = threading.Condition()
for action in (condition.wait, condition.notify, condition.notify_all, condition.release):
    try:
        action()
    except RuntimeError as error:
        print(error)  # expect: cannot wait on un-acquired lock
        # expect: cannot notify on un-acquired lock
        # expect: cannot notify on un-acquired lock
        # expect: cannot release un-acquired lock
lock = threading.Lock()
shared = threading.Condition(lock)
with shared:
    print(lock.locked(), lock.acquire(blocking=False))  # expect: True False
print(lock.locked())  # expect: False
