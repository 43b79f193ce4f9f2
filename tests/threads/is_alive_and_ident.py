import threading

ready, leave = threading.Event(), threading.Event()
def work():
    seen.append(threading.get_ident())
    ready.set()
    leave.wait()

seen = []
t = threading.Thread(target=work)
print(t.ident, t.is_alive())  # expect: None False
t.start()
ready.wait()
print(t.is_alive(), t.ident == seen[0], t.ident != threading.get_ident(), t.native_id == threading.get_native_id())
# expect: True True True False
leave.set()
t.join()
print(t.is_alive(), t.ident == seen[0], threading.main_thread().ident == threading.get_ident())
# expect: False True True
