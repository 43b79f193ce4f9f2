import threading

def work():
    t = threading.current_thread()
    found.append((t is expected, t is threading.main_thread(), threading.main_thread().name))

found = []
expected = threading.Thread(target=work)
expected.start()
expected.join()
print(found, threading.current_thread().name, type(threading.main_thread()).__name__)
# expect: [(True, False, 'MainThread')] MainThread _MainThread
