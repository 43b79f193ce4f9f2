# A bounded buffer built on one Condition.
import threading

class Buffer:
    def __init__(self, size):
        self.size = size
        self.items = []
        self.condition = threading.Condition()
        self.fullest = 0

    def put(self, item):
        with self.condition:
            self.condition.wait_for(lambda: len(self.items) < self.size)
            self.items.append(item)
            self.fullest = max(self.fullest, len(self.items))
            self.condition.notify_all()

    def get(self):
        with self.condition:
            self.condition.wait_for(lambda: self.items)
            item = self.items.pop(0)
            self.condition.notify_all()
            return item

buffer = Buffer(4)
results = []
def produce(base):
    for i in range(100):
        buffer.put(base + i)

def consume():
    while (item := buffer.get()) is not None:
        results.append(item)

producers = [threading.Thread(target=produce, args=(k * 1000,)) for k in range(3)]
consumers = [threading.Thread(target=consume) for _ in range(2)]
for t in producers + consumers:
    t.start()
for t in producers:
    t.join()
for _ in consumers:
    buffer.put(None)
for t in consumers:
    t.join()
print(len(results), sum(results), buffer.items, buffer.fullest <= 4)  # expect: 300 314850 [] True
