# Iterating what another thread changes may raise RuntimeError, nothing worse.
import threading

shared = {i: i for i in range(50)}
stop = threading.Event()
def mutate():
    n = 0
    while not stop.is_set():
        shared[1000 + n % 100] = n
        shared.pop(1000 + (n * 7) % 100, None)
        n += 1

t = threading.Thread(target=mutate)
t.start()
unexpected = 0
for _ in range(300):
    try:
        for key in shared:
            if key < 50 and shared[key] != key:
                unexpected += 1
    except RuntimeError as error:
        if "changed" not in str(error):
            unexpected += 1
stop.set()
t.join()
print(unexpected, all([shared[i] == i for i in range(50)]))  # expect: 0 True
