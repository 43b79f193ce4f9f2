# skip-oracle: CPython's pool hangs when a worker that has ended cannot be replaced
# A worker that cannot be replaced: the others go on, and when there are none every call fails.
import multiprocessing
import os

base = multiprocessing.get_context("fork")
n_starts = 0


class Limited(base.Process):
    def start(self):
        global n_starts
        n_starts += 1
        if n_starts > 2:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        super().start()


class Context(type(base)):
    Process = Limited


def attempt(function, *arguments):
    try:
        print("->", function(*arguments))
    except multiprocessing.ProcessError as error:
        print(type(error).__name__, error)


if __name__ == "__main__":
    with Context().Pool(2) as pool:
        attempt(pool.map, abs, range(-3, 3))
        attempt(pool.apply, os._exit, (3,))
        attempt(pool.map, abs, range(-3, 3))  # by the one that is left
        results = [pool.apply_async(os._exit, (4,)), *(pool.apply_async(abs, (-i,)) for i in range(3))]
        for result in results:
            try:
                result.get()
            except multiprocessing.ProcessError as error:
                print(type(error).__name__)
        attempt(pool.apply, abs, (-1,))
        pool.close()
        pool.join()
    print(multiprocessing.active_children())
