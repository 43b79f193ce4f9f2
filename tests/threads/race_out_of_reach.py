# mode: on
# With a GIL a plain += keeps its count: there is no switch point between its read and its write.
import threading

class Box:
    value = 0

total, box, table, items = 0, Box(), {"k": 0}, [0]
def work():
    global total
    for _ in range(100000):
        total += 1
        box.value += 1
        table["k"] += 1
        items[0] += 1

threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total, box.value, table["k"], items[0])  # expect: 400000 400000 400000 400000
