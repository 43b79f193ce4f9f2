import threading

event = threading.Event()
lock = threading.Lock()
done = 0
def work():
    global done
    event.wait()
    with lock:
        done += 1

threads = [threading.Thread(target=work) for _ in range(200)]
for t in threads:
    t.start()
print(threading.active_count())  # expect: 201
event.set()
for t in threads:
    t.join()
print(done, threading.active_count())  # expect: 200 1
