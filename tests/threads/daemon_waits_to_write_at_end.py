# mode: on
# The program ends while a daemon thread waits for the lock of the file that is flushed then.
import os
import sys
import threading
import time

file = sys.stderr = open(os.devnull, "w")
def run():
    while True:
        file.write(".")
        file.flush()

threading.Thread(target=run, daemon=True).start()
time.sleep(0.05)
for _ in range(20):
    file.write("!")
    file.flush()
print("end")  # expect: end
