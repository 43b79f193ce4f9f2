# A child of fork() does not have the threads that wait for a lock: nobody looks for them in its queue.
import faulthandler
import hashlib
import io
import multiprocessing
import os
import queue
import sys
import tempfile
import threading
import time
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
GILT = sys.implementation.name == "gilt"  # where this is asked for, CPython's child would hang


def wait_until(states):
    """Until so many threads wait for a lock, or for another thread."""
    if GILT:
        import gil
        while sum(thread["waits_for"] is not None for thread in gil.thread_list()) < states:
            pass
    else:
        time.sleep(0.05)


def in_child(work, *arguments):
    """The child's exit status, which `work` returns."""
    pid = os.fork()
    if pid == 0:
        os._exit(work(*arguments))
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


print("--- who is waited for forks, and its child waits for its own threads at the end")


def start_process():
    wait_until(1)
    for _ in range(3):
        process = multiprocessing.get_context("fork").Process(target=print, args=("in the child",))
        process.start()
        process.join()
        print(process.exitcode)


forking = threading.Thread(target=start_process)
forking.start()
forking.join()

print("--- locks that others wait for")


def use(lock):
    """The lock is held, as in the parent; without waiters it can be taken and given back at will."""
    lock.release()
    taken = [lock.acquire(timeout=0) for _ in range(2)]
    lock.release()
    del taken[1:]
    more = [threading.Thread(target=lock.acquire) for _ in range(3)]
    with lock:
        for thread in more:
            thread.start()
    for _ in more:
        while not lock.locked():
            pass
        lock.release()
    for thread in more:
        thread.join()
    return 10 + taken.count(True)


def take(lock):
    with lock:
        pass


lock = threading.Lock()
lock.acquire()
waiting = [threading.Thread(target=take, args=(lock,)) for _ in range(4)]
for thread in waiting:
    thread.start()
wait_until(4)
print([in_child(use, lock) for _ in range(3)])
lock.release()
for thread in waiting:
    thread.join()


print("--- files that others read from")


def read_line():
    """Another thread reads, and more wait for it: the child has the file to itself."""
    its_own, end = os.pipe()
    os.dup2(its_own, ours.fileno())
    os.write(end, b"line\n")
    return len(ours.readline())


ours, theirs = os.pipe()
ours = io.BufferedReader(io.FileIO(ours))
reading = [threading.Thread(target=ours.readline) for _ in range(4)]
for thread in reading:
    thread.start()
wait_until(3)
print(in_child(read_line) if GILT else 5)
os.close(theirs)
for thread in reading:
    thread.join()

print("--- modules that others are importing")
MODULE = """
import __main__
__main__.begun.set()
__main__.go_on.wait()
value = 5
"""


def import_anew():
    """What is there of the module would stay half made."""
    global begun, go_on
    begun, go_on = threading.Event(), threading.Event()  # a thread may have been inside the parent's
    go_on.set()
    import slow
    return slow.value


begun, go_on = threading.Event(), threading.Event()
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "slow.py"), "w") as file:
        file.write(MODULE)
    sys.path.insert(0, folder)
    importing = [threading.Thread(target=__import__, args=("slow",)) for _ in range(2)]
    for thread in importing:
        thread.start()
    begun.wait()
    print(in_child(import_anew) if GILT else 5)
    go_on.set()
    for thread in importing:
        thread.join()

print("--- a queue that others are putting into and taking from")


def exchange():
    while not shared_queue.empty():
        shared_queue.get()
    shared_queue.put(3)
    shared_queue.put(4)
    return shared_queue.get() + shared_queue.get()


def take_again_and_again():
    while not over.is_set():
        try:
            shared_queue.get(timeout=1e-6)
        except queue.Empty:
            pass


shared_queue, over = queue.SimpleQueue(), threading.Event()
taking = [threading.Thread(target=take_again_and_again) for _ in range(3)]
for thread in taking:
    thread.start()
statuses = []
for _ in range(20):
    shared_queue.put(1)
    statuses.append(in_child(exchange))
over.set()
for thread in taking:
    thread.join()
print(set(statuses))

print("--- a report that the parent wants later")


def want_another():
    faulthandler.cancel_dump_traceback_later()
    faulthandler.dump_traceback_later(1000)
    faulthandler.cancel_dump_traceback_later()
    return 6


faulthandler.dump_traceback_later(1000)
print(in_child(want_another) if GILT else 6)
faulthandler.cancel_dump_traceback_later()

print("--- a hash that others feed")


def feed(digest, data):
    for _ in range(20):
        digest.update(data)


shared = hashlib.sha256()
feeding = [threading.Thread(target=feed, args=(shared, b"x" * 100_000)) for _ in range(4)]
for thread in feeding:
    thread.start()
statuses = {in_child(lambda: len(hashlib.sha256(b"own").hexdigest())) for _ in range(5)}
for thread in feeding:
    thread.join()
print(statuses, shared.hexdigest() == hashlib.sha256(b"x" * 8_000_000).hexdigest())
