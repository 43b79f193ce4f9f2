import threading

lock = threading.Lock()
done = []
def work(i):
    if i % 3 == 0:
        raise KeyError(i)
    with lock:
        done.append(i)

threading.excepthook = lambda args: failed.append(args.exc_value.args[0])
failed = []
threads = [threading.Thread(target=work, args=(i,)) for i in range(12)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(done), sorted(failed))  # expect: [1, 2, 4, 5, 7, 8, 10, 11] [0, 3, 6, 9]
