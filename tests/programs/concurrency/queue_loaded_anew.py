# What is raised by queues is the same when the module is loaded anew.
import importlib
import queue
import sys

empty = queue.Empty
importlib.reload(queue)
print(queue.Empty is empty, queue.Empty.__module__, queue.Full.__module__)
del sys.modules["queue"]
anew = importlib.import_module("queue")
for each in queue, anew:
    for kind in each.SimpleQueue, each.Queue, each.LifoQueue:
        try:
            kind().get_nowait()
        except empty as error:
            print(repr(error))
