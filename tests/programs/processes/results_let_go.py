# mode: on
# map() of a process pool keeps no result that was given away. Without a GIL the thread that unpickled it frees it later.
import multiprocessing
import weakref
from concurrent.futures import ProcessPoolExecutor


class Result:
    def __init__(self, number):
        self.number = number


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    with ProcessPoolExecutor(1) as executor:
        for result in executor.map(Result, range(4), chunksize=2):
            number = result.number
            reference = weakref.ref(result)
            del result
            print(number, reference())
