# Exceptions and small types of the library that go through a pickle, by the names that they have.
import binascii
import csv
import pickle
import queue
import time

for value in (queue.Empty(), queue.Full(), pickle.PicklingError("x"), pickle.UnpicklingError("x"), csv.Error("x"),
              binascii.Error("x"), time.gmtime(0), time.struct_time, queue.SimpleQueue):
    again = pickle.loads(pickle.dumps(value))
    print(type(again).__module__, type(again).__name__, repr(again) == repr(value))
