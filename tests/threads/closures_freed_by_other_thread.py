# A function that another thread runs once is freed with what it refers to, without a GIL too.
import _thread
import time

freed = []
class Item:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        freed.append(self.n)

def make(n):
    item = Item(n)
    def work():
        return item.n
    return work

for n in range(20):
    _thread.start_new_thread(make(n), ())
deadline = time.monotonic() + 20
while len(freed) < 20 and time.monotonic() < deadline:
    time.sleep(0.001)
print(sorted(freed) == list(range(20)))  # expect: True
