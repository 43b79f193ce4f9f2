import threading

def fail():
    raise ValueError("inside a thread")

t = threading.Thread(target=fail, name="failing")
t.start()
t.join()
print("the program goes on", t.is_alive())  # expect: the program goes on False
# expect-stderr: ValueError: inside a thread
