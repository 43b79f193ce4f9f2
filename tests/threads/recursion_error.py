import threading

def endless(n):
    return endless(n + 1) + 1

def work():
    try:
        endless(0)
    except RecursionError:
        caught.append("caught")

caught = []
threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(caught)  # expect: ['caught', 'caught', 'caught', 'caught']
