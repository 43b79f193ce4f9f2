# A daemon thread does not keep the program alive.
import threading
import time

def forever():
    while True:
        time.sleep(0.001)

threading.Thread(target=forever, daemon=True).start()
def spin():
    while True:
        pass

threading.Thread(target=spin, daemon=True).start()
threading.Thread(target=threading.Event().wait, daemon=True).start()
print("main is done")  # expect: main is done
