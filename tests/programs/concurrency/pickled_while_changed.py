"""Containers are pickled while other threads change them: what comes out can be read, and what was
one object is one again. A dict may say that it has changed."""
import pickle
import threading

items = [[i] for i in range(50)]
table = {i: [i] for i in range(50)}
numbers = set(range(50))
data = bytearray(b"x" * 100)
is_done = threading.Event()


def change():
    n = 0
    while not is_done.is_set():
        n += 1
        items.append([n])
        del items[:1]
        if n % 3 == 0:
            items.clear()
            items.extend([[n], f"text {n}"])
        table[n] = [f"text {n}"]
        table.pop(n - 40, None)
        numbers.add(n)
        numbers.discard(n - 30)
        data.extend(b"yy")
        del data[:2]


def copy(value):
    for _ in range(100):
        try:
            loaded = pickle.loads(pickle.dumps(value, 5))
        except RuntimeError as error:
            problems.add(str(error))
        else:
            assert loaded[0] is loaded[-1]


problems = set()
changers = [threading.Thread(target=change) for _ in range(2)]
copiers = [threading.Thread(target=copy, args=(value,))
           for value in [(items, numbers, data, items), (items, numbers, items), (items, table, items)]]
for thread in changers + copiers:
    thread.start()
for thread in copiers:
    thread.join()
is_done.set()
for thread in changers:
    thread.join()
print(problems - {"dictionary changed size during iteration", "dictionary keys changed during iteration",
                  "Set changed size during iteration"})
