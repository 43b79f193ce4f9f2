# Sorting a list that others append to: a ValueError at most, and no invented element.
import threading

shared = list(range(200, 0, -1))
stop = threading.Event()
def add():
    while not stop.is_set():
        shared.append(5)
        if len(shared) > 1000:
            del shared[500:]

t = threading.Thread(target=add)
t.start()
errors = set()
for _ in range(100):
    try:
        shared.sort(key=lambda x: -x)
    except ValueError as error:
        errors.add(str(error))
stop.set()
t.join()
print(errors <= {"list modified during sort"}, set(shared) <= set(range(201)))  # expect: True True
