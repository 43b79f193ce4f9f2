# A thousand threads, one after the other.
import threading

count = 0
def work():
    global count
    count += 1

for _ in range(1000):
    t = threading.Thread(target=work)
    t.start()
    t.join()
print(count, threading.active_count())  # expect: 1000 1
