# __init__ of a local subclass runs once in every thread that touches it.
import threading

class Context(threading.local):
    shared = []

    def __init__(self, start):
        self.count = start
        self.shared.append("init")

context = Context(10)
context.count += 1
def work():
    context.count += 5
    seen.append(context.count)

seen = []
for _ in range(2):
    t = threading.Thread(target=work)
    t.start()
    t.join()
print(context.count, seen, context.shared)  # expect: 11 [15, 15] ['init', 'init', 'init']
