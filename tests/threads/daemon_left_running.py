# A daemon thread does not keep the program alive, even one that has or wants the lock of a file that is flushed then.
import os
import sys
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

sys.stderr = open(os.devnull, "w")
def chatter():
    while True:
        sys.stderr.write(".")
        sys.stderr.flush()

for _ in range(2):
    threading.Thread(target=chatter, daemon=True).start()
print("main is done")  # expect: main is done
