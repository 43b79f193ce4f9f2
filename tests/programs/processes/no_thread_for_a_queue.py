# A queue's feeder thread cannot be started: whoever waits for a result is told, and the queue can be used later.
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor

start_thread = threading._start_joinable_thread
left = 0


def start_if_any_is_left(*args, **kwargs):
    global left
    left -= 1
    if left < 0:
        raise RuntimeError("can't start new thread")
    return start_thread(*args, **kwargs)


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    threading._start_joinable_thread = start_if_any_is_left

    left = 1
    executor = ProcessPoolExecutor(1)
    future = executor.submit(abs, -1)
    error = future.exception(timeout=60)
    print(repr(error))
    print(str(error.__cause__).splitlines()[-2:])
    executor.shutdown()

    left = 0
    queue = multiprocessing.Queue()
    try:
        queue.put(1)
    except RuntimeError as error:
        print(error)
    left = 1
    queue.put(2)
    print(queue.get())
    queue.close()
    queue.join_thread()
