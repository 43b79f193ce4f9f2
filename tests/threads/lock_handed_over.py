# Every thread gets its turn at a contended lock.
import threading

lock = threading.Lock()
turns = [0] * 6
def work(k):
    while turns[k] < 300:
        lock.acquire()
        try:
            turns[k] += 1
        finally:
            lock.release()

threads = [threading.Thread(target=work, args=(k,)) for k in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(turns, lock.locked())  # expect: [300, 300, 300, 300, 300, 300] False
