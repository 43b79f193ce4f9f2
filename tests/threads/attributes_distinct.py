import threading

class Box:
    pass

box = Box()
def work(k):
    for i in range(200):
        setattr(box, f"a{k}", i)
        setattr(box, f"b{k}_{i % 10}", i)

threads = [threading.Thread(target=work, args=(k,)) for k in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(vars(box)), [getattr(box, f"a{k}") for k in range(6)], box.b5_9)
# expect: 66 [199, 199, 199, 199, 199, 199] 199
