import threading

condition = threading.Condition()
items = []
def consumer():
    with condition:
        while not items:
            condition.wait()
        got.append(items.pop(0))

got = []
t = threading.Thread(target=consumer)
t.start()
with condition:
    items.append("a thing")
    condition.notify()
t.join()
print(got, items)  # expect: ['a thing'] []
with condition:
    print(condition.wait(timeout=0.01))  # expect: False
