import threading

semaphore = threading.BoundedSemaphore(2)
with semaphore:
    with semaphore:
        print(semaphore.acquire(blocking=False))  # expect: False
try:
    semaphore.release()
except ValueError as error:
    print(error)  # expect: Semaphore released too many times
semaphore.acquire()
semaphore.release()
print(isinstance(semaphore, threading.Semaphore))  # expect: True
