import threading

def name():
    names.append(threading.current_thread().name)

names = []
a = threading.Thread(target=name, name="worker-a")
b = threading.Thread(target=name)
c = threading.Thread()
for t in (a, b):
    t.start()
    t.join()
print(names, c.name)  # expect: ['worker-a', 'Thread-1 (name)'] Thread-2
a.name = "renamed"
a.name += "!"
c.name = 5
print(a.name, [c.name], threading.main_thread().name, threading.current_thread().name)
# expect: renamed! ['5'] MainThread MainThread
