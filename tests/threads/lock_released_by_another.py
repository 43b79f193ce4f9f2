# A Lock may be released by any thread, an RLock only by its owner.
import threading

lock = threading.Lock()
lock.acquire()
t = threading.Thread(target=lock.release)
t.start()
t.join()
print(lock.locked())  # expect: False
rlock = threading.RLock()
rlock.acquire()
def release():
    try:
        rlock.release()
    except RuntimeError as error:
        print(error)

t = threading.Thread(target=release)
t.start()  # expect: cannot release un-acquired lock
t.join()
rlock.release()
print("released by its owner")  # expect: released by its owner
