import threading

def make():
    total = 0
    lock = threading.Lock()
    def add(n):
        nonlocal total
        for _ in range(n):
            with lock:
                total += 1
    return add, lambda: total

add, read = make()
threads = [threading.Thread(target=add, args=(250,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(read())  # expect: 1000
