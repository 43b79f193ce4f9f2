# A queue's feeder thread cannot be started: put() says so, and the queue can be used later.
import multiprocessing
import threading

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
