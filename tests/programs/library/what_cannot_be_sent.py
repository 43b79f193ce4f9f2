# What cannot be pickled says why; buffers beside pickles; how SimpleQueue is called.
import io
import multiprocessing
import os
import pickle
import queue
import sqlite3


def attempt(function, *arguments, **options):
    try:
        print("->", function(*arguments, **options))
    except Exception as error:
        print(type(error).__name__, error)


with open(os.devnull) as text, open(os.devnull, "rb") as data, open(os.devnull, "wb", buffering=0) as raw:
    for each in text, data, raw:
        attempt(pickle.dumps, each)
attempt(pickle.dumps, sqlite3.connect(":memory:"))
for protocol in range(6):
    errors = BlockingIOError, ResourceWarning
    print(protocol, [pickle.loads(pickle.dumps(error, protocol)) for error in errors])

buffer = pickle.PickleBuffer(b"abcd")
with memoryview(buffer) as view:
    print(view[:2].tobytes())
with buffer.raw() as view:
    print(view.format, view.nbytes)
print(bytes(buffer))
attempt(pickle.PickleBuffer(memoryview(b"abcd")[::2]).raw)
buffer.release()
attempt(bytes, buffer)


class Named(queue.SimpleQueue):
    pass


class Sized(queue.SimpleQueue):
    def __init__(self, size):
        self.size = size


attempt(queue.SimpleQueue, 3)
attempt(queue.SimpleQueue, size=3)
attempt(Named, 3)
print(Sized(3).size)
attempt(multiprocessing.SimpleQueue, 3)
attempt(multiprocessing.SimpleQueue, size=3)
attempt(multiprocessing.Queue, 1, 2)
attempt(multiprocessing.Lock, 1)
