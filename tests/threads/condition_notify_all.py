import threading

condition = threading.Condition()
waiting, woken, go = 0, 0, False
def wait():
    global waiting, woken
    with condition:
        waiting += 1
        condition.notify_all()
        while not go:
            condition.wait()
        woken += 1

threads = [threading.Thread(target=wait) for _ in range(20)]
for t in threads:
    t.start()
with condition:
    condition.wait_for(lambda: waiting == 20)
    go = True
    condition.notify_all()
for t in threads:
    t.join()
print(waiting, woken)  # expect: 20 20
