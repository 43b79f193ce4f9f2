# gilt-only
# Locks are counted from watch() on, with the line they were made in.
import gil
import threading

lock = threading.Lock()
rlock = threading.RLock()
with lock:
    pass
gil.watch()
for _ in range(3):
    with lock:
        pass
with rlock:
    with rlock:
        pass

def find(line):
    return [row for row in gil.locks() if row["made"] == f"lock_statistics.py:{line}"]

[row] = find(6)
print(row["kind"], row["taken"], row["contended"], row["wait_ns"])  # expect: Lock 3 0 0
[row] = find(7)
print(row["kind"], row["taken"])  # expect: RLock 1
lock.acquire()
def wait():
    with lock:
        pass

thread = threading.Thread(target=wait)
thread.start()
while not any(row["waits_for"] for row in gil.thread_list() if row["name"] == thread.name):
    pass
lock.release()
thread.join()
[row] = find(6)
print(row["taken"], row["contended"], row["wait_ns"] >= row["longest_wait_ns"] > 0)  # expect: 5 1 True
gil.watch(False)
with lock:
    pass
print(find(6)[0]["taken"])  # expect: 5
gil.watch()
print(find(6))  # expect: []
gil.watch(False)
print(gil.threads)  # expect: 4
