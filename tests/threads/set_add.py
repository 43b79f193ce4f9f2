import threading

shared = set()
def work(k):
    for i in range(400):
        shared.add(i * 8 + k)
        shared.add(i)

threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(shared), shared == set(range(3200)))  # expect: 3200 True
