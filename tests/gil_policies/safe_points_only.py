# mode: py310, py313, fifo
# options: --switch-interval=0.00005
# gilt-only
# A plain += is out of reach where only backward jumps and calls are switch points, whatever the interval.
import gil
import threading

class Box:
    value = 0

total, box, table, items = 0, Box(), {"k": 0}, [0]

def work():
    global total
    for _ in range(30000):
        total += 1
        box.value += 1
        table["k"] += 1
        items[0] += 1

while gil.stats()["switches_forced"] < 10 or total < 1:
    total = box.value = table["k"] = items[0] = 0
    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
print(total, box.value, table["k"], items[0])  # expect: 120000 120000 120000 120000
