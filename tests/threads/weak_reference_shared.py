# A weak reference made before there was a second thread works in all threads.
import threading
import weakref


class Thing:
    pass


thing = Thing()
reference = weakref.ref(thing)
thread = threading.Thread(target=lambda: print(reference() is thing))
thread.start()  # expect: True
thread.join()
