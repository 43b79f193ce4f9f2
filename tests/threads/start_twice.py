import threading

t = threading.Thread(target=lambda: None)
t.start()
try:
    t.start()
except RuntimeError as error:
    print(error)  # expect: threads can only be started once
t.join()
try:
    t.start()
except RuntimeError as error:
    print(error)  # expect: threads can only be started once
