import threading

event = threading.Event()
t = threading.Thread(target=event.wait, name="bob")
print(t)  # expect: <Thread(bob, initial)>
t.start()
print(repr(t).replace(str(t.ident), "ID"))  # expect: <Thread(bob, started ID)>
event.set()
t.join()
print(repr(t).replace(str(t.ident), "ID"))  # expect: <Thread(bob, stopped ID)>
d = threading.Thread(name="d", daemon=True)
print(d, repr(threading.main_thread()).split(" ")[0], repr(threading.Lock()).split(" at ")[0], repr(threading.RLock()).split(" at ")[0])
# expect: <Thread(d, initial daemon)> <_MainThread(MainThread, <unlocked _thread.lock object <unlocked _thread.RLock object owner=0 count=0
lock = threading.Lock()
lock.acquire()
print(repr(lock).split(" at ")[0], repr(event).split(" at ")[0], repr(event).split(": ")[-1])
# expect: <locked _thread.lock object <threading.Event set>
