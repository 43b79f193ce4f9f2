# gilt-only
# What a waiting thread has made dies where another thread drops it, not when the first one wakes up.
import gil
import threading

order = []
box = []
go = threading.Lock()
go.acquire()


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        order.append((self.name, threading.current_thread().name))


def make():
    box.append(Thing("first"))
    box.append([Thing("second"), Thing("third")])
    with go:
        order.append("woke up")


def waits(name):
    return any(thread["name"] == name and thread["state"] == "waits for lock" for thread in gil.thread_list())


maker = threading.Thread(target=make, name="maker")
maker.start()
while not waits("maker"):
    pass
del box[0]
order.append("first dropped")
box.clear()
order.append("both dropped")
go.release()
maker.join()
for line in order:
    print(line)
# expect: ('first', 'MainThread')
# expect: first dropped
# expect: ('third', 'MainThread')
# expect: ('second', 'MainThread')
# expect: both dropped
# expect: woke up
