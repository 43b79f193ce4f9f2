# skip-oracle: CPython's pool hangs when a worker that has ended cannot be replaced
# A worker that cannot be replaced: the others go on, and when there are none every call fails.
import concurrent.futures
import multiprocessing
import os

base = multiprocessing.get_context("fork")
n_starts = 0


class TwoStarts:
    def start(self):
        global n_starts
        n_starts += 1
        if n_starts > 2:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        super().start()


class Limited(TwoStarts, base.Process):
    pass


class Context(type(base)):
    Process = Limited


class LimitedServer(TwoStarts, multiprocessing.get_context("forkserver").Process):
    pass


class ServerContext(type(multiprocessing.get_context("forkserver"))):
    Process = LimitedServer


def attempt(function, *arguments):
    try:
        print("->", function(*arguments))
    except multiprocessing.ProcessError as error:
        print(type(error).__name__, error)


def executors():
    """Workers that carry out one call each are replaced until all calls are done, or else all others fail."""
    for shut_down in (lambda executor: executor.shutdown(wait=False), lambda executor: None):
        executor = concurrent.futures.ProcessPoolExecutor(
            1, multiprocessing.get_context("forkserver"), max_tasks_per_child=1)
        futures = [executor.submit(abs, -i) for i in range(4)]
        shut_down(executor)
        del executor
        print([future.result(100) for future in futures])
        for process in multiprocessing.active_children():
            process.join()
    with concurrent.futures.ProcessPoolExecutor(1, ServerContext(), max_tasks_per_child=1) as executor:
        futures = [executor.submit(abs, -i) for i in range(4)]
        for future in futures:
            try:
                print(future.result(100))
            except concurrent.futures.BrokenExecutor as error:
                print(type(error).__name__, str(error.__cause__).splitlines()[-2])
        try:
            executor.submit(abs, -1)
        except concurrent.futures.BrokenExecutor as error:
            print(error)


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
    n_starts = 0
    executors()
    print(multiprocessing.active_children())
