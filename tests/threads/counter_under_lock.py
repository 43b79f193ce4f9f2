# A hundred threads, one lock, no lost update.
import threading

counter = 0
lock = threading.Lock()
def add(n):
    global counter
    for _ in range(n):
        with lock:
            counter += 1

threads = [threading.Thread(target=add, args=(100,)) for _ in range(100)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)  # expect: 10000
