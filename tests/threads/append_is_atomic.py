import threading

items = []
def work(k):
    for i in range(500):
        items.append((k, i))

threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(items), len(set(items)), sum([i for _, i in items]))  # expect: 4000 4000 998000
# Each thread's own items kept their order.
print(all([[i for k, i in items if k == n] == list(range(500)) for n in range(8)]))  # expect: True
