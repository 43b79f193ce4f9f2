import threading

class Summer(threading.Thread):
    def __init__(self, values):
        super().__init__(name="summer")
        self.values = values
        self.result = None

    def run(self):
        self.result = sum(self.values)

threads = [Summer(range(n)) for n in (10, 100, 1000)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print([t.result for t in threads], threads[0].name, isinstance(threads[0], threading.Thread))
# expect: [45, 4950, 499500] summer True
