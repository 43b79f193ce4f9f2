# An exception of the main thread sets the status; other threads still finish.
import threading

event = threading.Event()
def work():
    event.wait()
    print("thread finished")

t = threading.Thread(target=work)
t.start()
event.set()
t.join()  # expect: thread finished
raise ValueError("main fails")  # expect-error: ValueError: main fails
