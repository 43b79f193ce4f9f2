# What fork() says in a process with threads: once a line, nothing if warnings are ignored, and never
# an error, since the child is there.
import multiprocessing
import os
import sys
import threading
import warnings

release = threading.Event()
thread = threading.Thread(target=release.wait)
thread.start()


def fork():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    return os.waitpid(pid, 0)[1]


def shown():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter(action)
        process = multiprocessing.get_context("fork").Process(target=int)
        process.start()
        process.join()
        return fork(), process.exitcode, [str(each.message).partition(" (")[0] for each in caught]


for action in ("ignore", "always", "error"):
    print(action, *shown())
warnings.simplefilter("default")
warnings.formatwarning = lambda message, category, *place: f"{category.__name__} {place[1]}\n"
sys.stderr = sys.stdout
fork()
fork()
release.set()
thread.join()
warnings.simplefilter("always")
print(fork())
