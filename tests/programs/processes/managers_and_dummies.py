# Managers of shared memory; exceptions of a manager's queue; what multiprocessing has for threads; atexit and
# logging in children; a child that puts and exits.
import atexit
import multiprocessing
import multiprocessing.dummy
import multiprocessing.dummy.connection
import os
import sys
from multiprocessing import managers, shared_memory, util


def attempt(function, *arguments, **options):
    try:
        print("->", function(*arguments, **options))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)


def last_words():
    print("at the end", flush=True)


def registers():
    atexit.register(last_words)


def puts_and_exits(results):
    results.put("x" * 200_000)
    sys.exit(3)




def uses_memory(name):
    memory = shared_memory.SharedMemory(name)
    memory.buf[0] = 7
    memory.close()


def shared(context):
    with managers.SharedMemoryManager(ctx=context) as manager:
        memory = manager.SharedMemory(100)
        items = manager.ShareableList([1, "two", None])
        process = context.Process(target=uses_memory, args=(memory.name,))
        process.start()
        process.join()
        print(memory.buf[0], list(items), len(memory.buf))
        names = memory.name, items.shm.name
        memory.close()
        items.shm.close()
    for name in names:
        print(os.path.exists("/dev/shm/" + name))


def with_threads():
    dummy = multiprocessing.dummy
    results = dummy.Queue()
    threads = [dummy.Process(target=results.put, args=(i,)) for i in range(3)]
    for thread in threads:
        thread.start()
    print(len(dummy.active_children()) <= 3, sorted(results.get() for _ in threads))
    for thread in threads:
        thread.join()
    print([thread.exitcode for thread in threads], dummy.active_children())
    manager = dummy.Manager()
    value, namespace = manager.Value("i", 5), manager.Namespace(x=1)
    value.value += 1
    print(value, namespace, manager.dict(a=1), manager.list("ab"), manager.Array("i", [1, 2]), manager.Lock().locked())
    with dummy.Pool(2) as pool:
        print(pool.map(abs, [-1, 2]))
    one, two = dummy.Pipe()
    one.send([1])
    print(two.poll(), two.recv(), two.poll(0.001))
    with dummy.connection.Listener() as listener:
        client = dummy.connection.Client(listener.address)
        with listener.accept() as accepted:
            client.send("to the listener")
            print(accepted.recv())


def main():
    sys.stderr.flush()
    os.dup2(1, 2)
    for method in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context(method)
        print(method, flush=True)
        process = context.Process(target=registers)
        process.start()
        process.join()
        results = context.Queue()
        process = context.Process(target=puts_and_exits, args=(results,))
        process.start()
        print(len(results.get()))
        process.join()
        print(process.exitcode, flush=True)
        shared(context)
        with context.Manager() as manager:
            empty = manager.Queue(1)
            attempt(empty.get_nowait)
            empty.put(1)
            attempt(empty.put, 2, timeout=0.01)
            attempt(empty.get, block=False)
            attempt(manager.dict().popitem)
    with_threads()
    attempt(managers.BaseManager, serializer="other")
    lock = util.ForkAwareThreadLock()
    with lock:
        print(len(util._afterfork_registry) > 0)
    unused = multiprocessing.Queue()
    unused.close()
    unused.join_thread()
    print(unused.empty())
    used = multiprocessing.Queue()
    used.put(1)
    used.close()
    used.join_thread()
    attempt(used.empty)
    attempt(shared_memory.SharedMemory, "a\0b", create=True, size=1)


if __name__ == "__main__":
    main()
