import threading

class Bad(threading.Thread):
    def __init__(self):
        self.x = 1

t = Bad()
try:
    t.start()
except RuntimeError as error:
    print(error)  # expect: thread.__init__() not called
class WithTarget(threading.Thread):
    def run(self):
        print("before")
        super().run()
        print("after")

t = WithTarget(target=print, args=("target",))
t.start()
# expect: before
# expect: target
# expect: after
t.join()
t.run()  # expect: before
# expect-error: AttributeError: 'WithTarget' object has no attribute '_target'
