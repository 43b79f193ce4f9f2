# Never more than three threads are inside.
import threading

gate = threading.Semaphore(3)
lock = threading.Lock()
inside = most = total = 0
def work():
    global inside, most, total
    for _ in range(20):
        with gate:
            with lock:
                inside += 1
                most = max(most, inside)
            with lock:
                inside -= 1
                total += 1

threads = [threading.Thread(target=work) for _ in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(inside, most <= 3, total)  # expect: 0 True 160
