import threading

rlock = threading.RLock()
print(rlock.acquire(), rlock.acquire(), rlock.acquire(blocking=False))  # expect: True True True
def other():
    results.append(rlock.acquire(blocking=False))

results = []
def ask():
    t = threading.Thread(target=other)
    t.start()
    t.join()

for _ in range(3):
    ask()
    rlock.release()
print(results)  # expect: [False, False, False]
def count(n):
    with rlock:
        return 0 if n == 0 else 1 + count(n - 1)
print(count(50))  # expect: 50
