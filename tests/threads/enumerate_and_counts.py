import threading

print(threading.active_count(), threading.enumerate() == [threading.main_thread()], threading.current_thread() is threading.main_thread())
# expect: 1 True True
event = threading.Event()
threads = [threading.Thread(target=event.wait, name=f"t{i}", daemon=i == 2) for i in range(3)]
for t in threads:
    t.start()
print(threading.active_count(), sorted([t.name for t in threading.enumerate()]))
# expect: 4 ['MainThread', 't0', 't1', 't2']
event.set()
for t in threads:
    t.join()
print(threading.active_count(), len(threading.enumerate()))  # expect: 1 1
