# After all tools were used, in every way to start processes: no descriptors, threads, processes or
# shared memory that were not there before; at the program's end, no folders and no servers.
import concurrent.futures
import gc
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import time
from multiprocessing import resource_sharer, shared_memory

names = []  # of shared memory


def identity(value):
    return value


def put(queue):
    queue.put(1)


def use(context):
    queue = context.Queue()
    process = context.Process(target=put, args=(queue,))
    process.start()
    queue.get()
    process.join()
    queue.put(2)
    queue.get()
    for queue in (queue, context.JoinableQueue()):
        queue.put(5)
        queue.get()
        queue.close()
        queue.join_thread()
    queue = context.SimpleQueue()
    queue.put(1)
    queue.get()
    queue.close()
    with context.Pool(1) as pool:
        pool.map(identity, range(5))
        pool.imap(identity, range(3))
    pool = context.Pool(1, maxtasksperchild=1)
    pool.map(identity, range(2), 1)
    pool.close()
    pool.join()
    with context.Manager() as manager:
        manager.dict()[1] = 2
        manager.list([1]).append(2)
        manager.Namespace().x = 1
        with manager.Lock():
            pass
    event = context.Event()
    event.set()
    context.Barrier(1).wait()
    with context.Lock(), context.RLock(), context.Semaphore(3), context.Condition():
        context.Value("i", 0).value += 1
        context.Array("d", 10_000)[5] = 1
    memory = shared_memory.SharedMemory(create=True, size=1000)
    names.append(memory.name)
    memory.close()
    memory.unlink()
    items = shared_memory.ShareableList([1, "a"])
    names.append(items.shm.name)
    items.shm.close()
    items.shm.unlink()
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as executor:
        list(executor.map(identity, range(5)))
    here, there = context.Pipe()
    sent, other = context.Pipe()
    here.send(sent)
    there.recv().close()
    resource_sharer.stop()


def descriptors():
    return set(os.listdir("/proc/self/fd"))


def zombies():
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as file:
                state, parent = file.read().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == os.getpid() and state == "Z":
            found.append(pid)
    return found


def main():
    for method in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context(method)
        use(context)
        gc.collect()
        before = len(descriptors())
        use(context)
        for _ in range(100):
            gc.collect()
            if len(descriptors()) <= before and threading.active_count() == 1:
                break
            time.sleep(0.01)
        print(method, len(descriptors()) - before if len(descriptors()) > before else "no more", threading.active_count(),
              multiprocessing.active_children(), zombies(), [name for name in names if os.path.exists("/dev/shm/" + name)])


def serves():
    """A program that ends with what it has."""
    context = multiprocessing.get_context("forkserver")
    pool = context.Pool(1)
    manager = context.Manager()
    queue = context.Queue()
    queue.put(1)
    print(os.getpid(), *pool.map(identity, (1, 2)), flush=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        serves()
    else:
        main()
        with tempfile.TemporaryDirectory() as folder:
            with subprocess.Popen([sys.executable, __file__, "serves"], stdout=subprocess.PIPE, text=True,
                                  stderr=subprocess.DEVNULL, env=dict(os.environ, TMPDIR=folder)) as program:
                print(program.stdout.read().split()[1:], program.wait(100))  # at the end nobody writes any more
            print(os.listdir(folder))
