import threading

data = threading.local()
data.value = "main"
seen = []
def work(n):
    seen.append(hasattr(data, "value"))
    data.value = n
    for _ in range(100):
        data.value += 1
    results.append(data.value)

results = []
threads = [threading.Thread(target=work, args=(n * 1000,)) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(data.value, sorted(results), seen, data.__dict__)
# expect: main [100, 1100, 2100, 3100] [False, False, False, False] {'value': 'main'}
try:
    data.other
except AttributeError as error:
    print(error)  # expect: '_thread._local' object has no attribute 'other'
del data.value
print(hasattr(data, "value"))  # expect: False
