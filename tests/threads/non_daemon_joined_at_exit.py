import threading

event = threading.Event()
def work():
    event.wait()
    print("the thread ends last")

threading.Thread(target=work).start()
print("main ends first")  # expect: main ends first
event.set()  # expect: the thread ends last
