# Objects made here and dropped elsewhere are all finalised, if perhaps a little later without a GIL.
import threading
import time

freed = []
class Item:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        freed.append(self.n)

items = [Item(i) for i in range(1000)]
def drop():
    try:
        while True:
            items.pop()
    except IndexError:
        pass

threads = [threading.Thread(target=drop) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
deadline = time.monotonic() + 20
while len(freed) < 1000 and time.monotonic() < deadline:
    time.sleep(0.001)
print(len(items), len(freed), len(set(freed)))  # expect: 0 1000 1000
