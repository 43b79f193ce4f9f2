import threading

found = []
def work():
    import math
    import random
    found.append(math.floor(2.5))

threads = [threading.Thread(target=work) for _ in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(found)  # expect: [2, 2, 2, 2, 2, 2, 2, 2]
