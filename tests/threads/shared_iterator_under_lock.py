import threading

source = iter(range(1000))
lock = threading.Lock()
out = []
def work():
    while True:
        with lock:
            value = next(source, None)
        if value is None:
            return
        out.append(value)

threads = [threading.Thread(target=work) for _ in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(out), sorted(out) == list(range(1000)))  # expect: 1000 True
