# setdefault is atomic: all threads agree on the value that won.
import threading

shared = {}
seen = []
def work(k):
    for i in range(200):
        seen.append((i, shared.setdefault(i, k)))

threads = [threading.Thread(target=work, args=(k,)) for k in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(shared), len(seen), len(set(seen)), all([shared[i] == k for i, k in seen]))  # expect: 200 1200 200 True
