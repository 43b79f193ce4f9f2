import threading

t = threading.Thread(target=lambda: None)
try:
    t.join()
except RuntimeError as error:
    print(error)  # expect: cannot join thread before it is started
try:
    threading.current_thread().join()
except RuntimeError as error:
    print(error)  # expect: cannot join current thread
def join_self():
    try:
        threading.current_thread().join()
    except RuntimeError as error:
        print(error)

t = threading.Thread(target=join_self)
t.start()  # expect: cannot join current thread
t.join()
t.join()
t.join(timeout=0)
print("joined again")  # expect: joined again
try:
    threading.Thread(target=print, args=5)
    threading.Thread("group")
except AssertionError as error:
    print(error)  # expect: group argument must be None for now
except TypeError as error:
    print(error)
