import threading

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(blocking=False), lock.acquire(False), lock.acquire(timeout=0.01))
# expect: False True True False False False
print(lock.release(), lock.locked())  # expect: None False
with lock:
    print(lock.locked())  # expect: True
print(lock.locked())  # expect: False
try:
    with lock:
        raise ValueError("inside")
except ValueError:
    print(lock.locked())  # expect: False
print(lock.acquire(True, 1), lock.release())  # expect: True None
