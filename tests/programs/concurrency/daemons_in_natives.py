# Daemon threads that the end of the program finds inside native functions, which own memory
# that nobody else knows of: a list being sorted, a buffer being read into, an iterator's pieces.
import functools
import threading
import time

N = 6
inside = threading.Semaphore(0)


def wait_here(*args):
    inside.release()
    time.sleep(1000)


def sort():
    sorted(range(100), key=wait_here)


def join_pieces():
    def pieces():
        yield "a" * 1000
        wait_here()

    "".join(pieces())


def destroy():
    class Dropped:
        __del__ = wait_here

    Dropped()


def open_a_file():
    open("nowhere", opener=wait_here)


def build_dict():
    class Key:
        __hash__ = wait_here

    dict([("first", 1), (Key(), 2)])


def reduce():
    functools.reduce(wait_here, [["x"], ["y"]])


for function in sort, join_pieces, destroy, open_a_file, build_dict, reduce:
    threading.Thread(target=function, daemon=True).start()
for _ in range(N):
    inside.acquire()
print(threading.active_count(), "threads at the end")
