import threading

t = threading.Thread(target=print, args=("never started",), daemon=True)
print(t.daemon, threading.Thread().daemon, threading.current_thread().daemon)  # expect: True False False
t.daemon = False
print(t.daemon)  # expect: False
event = threading.Event()
t = threading.Thread(target=event.wait)
t.start()
try:
    t.daemon = True
except RuntimeError as error:
    print(error)  # expect: cannot set daemon status of active thread
event.set()
t.join()
inherited = []
def outer():
    inherited.append(threading.Thread().daemon)
t = threading.Thread(target=outer, daemon=True)
t.start()
t.join()
print(inherited)  # expect: [True]
