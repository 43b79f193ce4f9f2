import threading

shared = {}
def work(k):
    for i in range(300):
        shared[k * 1000 + i] = i
        shared[f"{k}-{i}"] = k

threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(shared), sum([v for k, v in shared.items() if isinstance(k, int)]), shared["7-299"], shared[7299])
# expect: 4800 358800 7 299
