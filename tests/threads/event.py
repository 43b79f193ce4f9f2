import threading

event = threading.Event()
print(event.is_set(), event.wait(0.01), event.wait(timeout=0))  # expect: False False False
log = []
def waiter():
    log.append(event.wait())

threads = [threading.Thread(target=waiter) for _ in range(5)]
for t in threads:
    t.start()
event.set()
for t in threads:
    t.join()
print(log, event.is_set(), event.wait())  # expect: [True, True, True, True, True] True True
event.clear()
print(event.is_set())  # expect: False
