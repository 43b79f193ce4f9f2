import threading

def attempt(action):
    try:
        print(action())
    except (RuntimeError, ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)

lock = threading.Lock()
attempt(lambda: lock.release())  # expect: RuntimeError release unlocked lock
attempt(lambda: lock.acquire(False, 1))  # expect: ValueError can't specify a timeout for a non-blocking call
attempt(lambda: lock.acquire(True, -5))  # expect: ValueError timeout value must be a non-negative number
attempt(lambda: lock.acquire(timeout="x"))  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(lambda: lock.acquire(blocking=False, timeout=2))
# expect: ValueError can't specify a timeout for a non-blocking call
attempt(lambda: lock.acquire(timeout=1e100))  # expect: OverflowError timestamp out of range for platform time_t
attempt(lambda: lock.acquire(timeout=-1))  # expect: True
rlock = threading.RLock()
attempt(lambda: rlock.release())  # expect: RuntimeError cannot release un-acquired lock
attempt(lambda: rlock.acquire(False, 1))  # expect: ValueError can't specify a timeout for a non-blocking call
