import threading

condition = threading.Condition()
value = 0
def waiter(target):
    with condition:
        result = condition.wait_for(lambda: value >= target)
        reached.append((target, result))

reached = []
threads = [threading.Thread(target=waiter, args=(n,)) for n in (3, 1, 2)]
for t in threads:
    t.start()
for _ in range(3):
    with condition:
        value += 1
        condition.notify_all()
for t in threads:
    t.join()
print(sorted(reached))  # expect: [(1, True), (2, True), (3, True)]
with condition:
    print(condition.wait_for(lambda: False, timeout=0.01), condition.wait_for(lambda: "truthy"))  # expect: False truthy
