import threading

event = threading.Event()
t = threading.Thread(target=event.wait)
t.start()
print(t.join(timeout=0.01), t.is_alive())  # expect: None True
print(t.join(0), t.is_alive())  # expect: None True
event.set()
print(t.join(timeout=30), t.is_alive())  # expect: None False
