import threading

semaphore = threading.Semaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(blocking=False), semaphore.acquire(timeout=0.01))
# expect: True True False False
semaphore.release()
semaphore.release(2)
print([semaphore.acquire(blocking=False) for _ in range(4)])  # expect: [True, True, True, False]
for action in (
    lambda: threading.Semaphore(-1), lambda: semaphore.release(0),
    lambda: semaphore.acquire(False, 1),
):
    try:
        action()
    except ValueError as error:
        print(error)  # expect: semaphore initial value must be >= 0
        # expect: n must be one or more
        # expect: can't specify timeout for non-blocking acquire
with threading.Semaphore() as entered:
    print(entered)  # expect: True
