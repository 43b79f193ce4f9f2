# A call between the read and the write is a switch point: sooner or later updates are lost.
import sys
import threading

total = 0
def one_more(value):
    return value + 1

def work():
    global total
    for _ in range(50000):
        total = one_more(total)

sys.setswitchinterval(1e-5)
lost = 0
for attempt in range(200):
    total = 0
    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    lost += 200000 - total
    if lost:
        break
print("lost updates:", lost > 0)  # expect: lost updates: True
