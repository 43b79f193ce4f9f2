import sys
import threading

def leave():
    print("leaving")
    sys.exit(3)
    print("never")

t = threading.Thread(target=leave)
t.start()  # expect: leaving
t.join()
print("main goes on")  # expect: main goes on
def raise_it():
    raise SystemExit("silent too")
t = threading.Thread(target=raise_it)
t.start()
t.join()
print("end")  # expect: end
