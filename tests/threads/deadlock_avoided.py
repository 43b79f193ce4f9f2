# Two locks taken in opposite orders; a timeout is the way out.
import threading

a, b = threading.Lock(), threading.Lock()
first_has, second_has = threading.Event(), threading.Event()
log = []
def first():
    with a:
        first_has.set()
        second_has.wait()
        log.append(("first", b.acquire(timeout=0.05)))
        release.wait()

def second():
    with b:
        second_has.set()
        first_has.wait()
        log.append(("second", a.acquire(timeout=0.05)))
        release.wait()

release = threading.Event()
threads = [threading.Thread(target=first), threading.Thread(target=second)]
for t in threads:
    t.start()
while len(log) < 2:
    threading.Event().wait(0.01)
release.set()
for t in threads:
    t.join()
print(sorted(log), a.locked(), b.locked())  # expect: [('first', False), ('second', False)] False False
