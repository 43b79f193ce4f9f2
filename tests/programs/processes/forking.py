# os.fork(): what the child has and has not; forking while other threads work and hold locks.
import gc
import os
import sys
import threading
import warnings

warnings.simplefilter("ignore", DeprecationWarning)


def in_child(function):
    """Run a function in a child process; its exit status."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        status = 99
        try:
            status = function()
            sys.stdout.flush()
        except BaseException as error:
            print("child failed:", repr(error), flush=True)
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


data = ["parent"]


def changes_data():
    data.append("child")
    print("in the child:", data)
    return len(data)


print(in_child(changes_data), data)
parent = os.getpid()
print(in_child(lambda: 7 if os.getppid() == parent and os.getpid() != parent else 8))

seen = []
os.register_at_fork(before=lambda: print("before 1", flush=True), after_in_parent=lambda: seen.append("parent"),
                    after_in_child=lambda: print("child 1", flush=True))
os.register_at_fork(before=lambda: print("before 2", flush=True), after_in_child=lambda: print("child 2", flush=True))
print(in_child(lambda: len(seen)), seen)
for wrong in ({}, {"before": 5}):
    try:
        os.register_at_fork(**wrong)
    except TypeError as error:
        print(error)
os.register_at_fork(before=lambda: None)

# Threads that take locks, print and allocate while the process is copied again and again.
stop = False
lock = threading.Lock()
event = threading.Event()
counts = [0, 0, 0]


def busy(number):
    while not stop:
        with lock:
            counts[number] += 1
        [str(n) for n in range(20)]


def waits():
    event.wait()


threads = [threading.Thread(target=busy, args=(n,)) for n in range(3)] + [threading.Thread(target=waits)]


def alone():
    assert threading.active_count() == 1 and threading.current_thread() is threading.main_thread()
    assert not any(thread.is_alive() for thread in threads)
    for thread in threads:
        thread.join()
    results = []
    again = [threading.Thread(target=lambda n=n: results.append(n)) for n in range(3)]
    for thread in again:
        thread.start()
    for thread in again:
        thread.join()
    gc.collect()
    return sum(results)


sys.stdout.flush()
output = sys.stdout
sys.stdout = open(os.devnull, "w")  # what the hooks print
for thread in threads:
    thread.start()
statuses = [in_child(alone) for _ in range(20)]
sys.stdout = output
print(statuses)


# A thread that forks is the main thread of the child.
def from_a_thread():
    print("from a thread:", in_child(lambda: 4 if threading.current_thread() is threading.main_thread() else 5))


thread = threading.Thread(target=from_a_thread)
thread.start()
thread.join()
stop = True
event.set()
for thread in threads:
    thread.join()

# A lock that another thread holds stays locked in the child.
held, release = threading.Event(), threading.Event()


def holds():
    with lock:
        held.set()
        release.wait()


thread = threading.Thread(target=holds)
thread.start()
held.wait()
print("locked in the child:", in_child(lambda: 1 if lock.locked() and not lock.acquire(timeout=0.01) else 0))
release.set()
thread.join()

read, write = os.pipe()
pid = os.fork()
if pid == 0:
    os.write(write, b"through a pipe")
    os._exit(0)
os.waitpid(pid, 0)
print(os.read(read, 100))

pid = os.fork()
if pid == 0:
    os._exit(3)
print(os.wait() == (pid, 3 << 8))

# A child has random numbers of its own.
import random

random.seed(1)
pid = os.fork()
if pid == 0:
    os.write(write, repr(random.getrandbits(64)).encode())
    os._exit(0)
os.waitpid(pid, 0)
print(os.read(read, 100).decode() != repr(random.getrandbits(64)))
