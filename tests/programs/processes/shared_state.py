# Value, Array, locks and their like, shared memory, managers.
import multiprocessing
import re
import threading
from multiprocessing import shared_memory


def show(*values):
    print(re.sub(r"0x[0-9a-f]+", "0x", " ".join(map(str, values))))


def attempt(function, *arguments):
    try:
        show("->", function(*arguments))
    except (Exception, AssertionError) as error:
        print(type(error).__name__, error)


def add(value, times):
    for _ in range(times):
        with value.get_lock():
            value.value += 1


def fill(array, index):
    array[index] = index * 10


def run_all(context, target, arguments):
    processes = [context.Process(target=target, args=each) for each in arguments]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def meet(barrier, event, semaphore, condition, results):
    results.put(("barrier", barrier.wait() in range(3)))
    event.wait()
    with semaphore:
        results.put(("semaphore", True))
    with condition:
        condition.notify()


def wait_in(condition, ready, results):
    with condition:
        ready.set()
        results.put(condition.wait(10))


def count_in(shared, key, lock):
    with lock:
        shared[key] = shared.get(key, 0) + 1
        shared["all"] = shared.get("all", 0) + 1


def write_into(name):
    memory = shared_memory.SharedMemory(name)
    memory.buf[:5] = b"child"
    memory.close()


def values(context):
    value = context.Value("i", 0)
    print(run_all(context, add, [(value, 200)] * 3), value.value)
    array = context.Array("i", 4)
    run_all(context, fill, [(array, index) for index in range(4)])
    print(list(array), array[1:3], len(array))


def numbers():
    value = multiprocessing.Value("d", 1.5)
    show(value.value, value, multiprocessing.RawValue("i", 7))
    value.value = 2
    print(value.value, multiprocessing.Value("i", 3, lock=False).value)
    array = multiprocessing.Array("d", [1, 2, 3])
    array[0] = 9
    array[1:] = [8, 7]
    print(array[:], sum(array))
    raw = multiprocessing.RawArray("i", 3)
    raw[0] = 2 ** 40 + 5
    raw[-1] = -1
    print(list(raw), len(raw))
    attempt(raw.__getitem__, 3)
    attempt(raw.__setitem__, 0, "x")
    attempt(raw.__getitem__, "x")
    with memoryview(raw) as view:
        print(bytes(view), view.nbytes)
    letters = multiprocessing.RawArray("u", "åbc")
    letters.value = "ü"
    print(letters[:], letters.value, letters[0], multiprocessing.RawValue("u", "é"), multiprocessing.RawArray("c", 2)[:])
    attempt(multiprocessing.Value, "z")
    for character in (b"x", 65, bytearray(b"y"), b"", "x", 256):
        attempt(multiprocessing.RawValue, "c", character)
    text = multiprocessing.Array("c", b"hello")
    print(text.value, text.raw)
    text.value = b"hey"
    print(text.value, text.raw)
    text.raw = b"J"
    print(text.value, text.raw)
    for name, value in (("raw", b"too long"), ("value", b"too long"), ("value", "text")):
        attempt(setattr, text, name, value)


def locks():
    lock, rlock = multiprocessing.Lock(), multiprocessing.RLock()
    show(lock, rlock, multiprocessing.Semaphore(3), multiprocessing.BoundedSemaphore(2))
    with lock, rlock, rlock:
        show(lock, rlock, lock.acquire(False), lock.acquire(timeout=0.01), rlock.acquire())
        rlock.release()
    attempt(lock.release)
    attempt(rlock.release)
    semaphore = multiprocessing.Semaphore(2)
    print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(False), semaphore.get_value())
    bounded = multiprocessing.BoundedSemaphore(1)
    attempt(bounded.release)
    event = multiprocessing.Event()
    print(event.is_set(), event.wait(0.01))
    event.set()
    print(event.is_set(), event.wait())
    event.clear()
    print(event.is_set())


def together(context):
    barrier = context.Barrier(0)  # nobody can pass it
    try:
        print(barrier.parties, barrier.n_waiting, barrier.wait(0.001))
    except threading.BrokenBarrierError:
        print(barrier.broken)
    barrier, event, semaphore = context.Barrier(3), context.Event(), context.Semaphore(1)
    condition, results = context.Condition(), context.Queue()
    processes = [context.Process(target=meet, args=(barrier, event, semaphore, condition, results)) for _ in range(3)]
    for process in processes:
        process.start()
    print([results.get() for _ in range(3)])
    event.set()
    print([results.get() for _ in range(3)])
    for process in processes:
        process.join()
    ready = context.Event()
    process = context.Process(target=wait_in, args=(condition, ready, results))
    process.start()
    ready.wait()
    with condition:
        condition.notify()
    print(results.get(), condition.wait_for.__name__)
    process.join()


def memory():
    block = shared_memory.SharedMemory(create=True, size=100)
    block.buf[:6] = b"parent"
    run_all(multiprocessing, write_into, [(block.name,)])
    print(bytes(block.buf[:6]), block.size, block.name[:4])
    again = shared_memory.SharedMemory(block.name)
    again.buf[0] = 67
    print(bytes(block.buf[:5]))
    again.close()
    print(again.buf)
    block.close()
    block.unlink()
    attempt(shared_memory.SharedMemory, "no_such_memory")
    attempt(lambda: shared_memory.SharedMemory(create=True))
    attempt(lambda: shared_memory.SharedMemory())
    items = shared_memory.ShareableList([1, 2.5, "text", b"bytes", None, True])
    items[2] = "other"
    items[0] = 7
    print(list(items), len(items), items.count(7), items.index("other"), items.format)
    items[1] = None
    print(items.format)
    attempt(items.__getitem__, 9)
    attempt(items.index, "nowhere")
    attempt(multiprocessing.Array, "i", -1)
    attempt(items.__setitem__, 2, "much longer than before")
    items.shm.close()
    items.shm.unlink()


def managers():
    with multiprocessing.Manager() as manager:
        shared, lock = manager.dict(), manager.Lock()
        run_all(multiprocessing, count_in, [(shared, key, lock) for key in range(4)])
        print(sorted(shared.items(), key=str), len(shared), shared.get(99), 1 in shared, sorted(shared, key=str))
        attempt(shared.__getitem__, "missing")
        shared.update(a=1)
        print(shared.pop("a"), shared.setdefault("b", 2), dict(shared)["all"])
        items = manager.list([3, 1, 2])
        items.append(0)
        items.sort()
        items += [9]
        print(items, items[-1], items[1:3], list(items), len(items), 9 in items)
        inner = manager.list([[1]])
        inner[0].append(2)
        print(inner[0], "is a copy")
        nested = manager.dict(list=items)
        nested["list"].append(10)
        print(items[-1], type(nested["list"]).__name__)
        numbers = manager.Queue()
        numbers.put(5)
        print(numbers.get(), numbers.empty())
        space = manager.Namespace(x=1)
        space.y = 2
        print(space.x + space.y, space)
        value = manager.Value("i", 3)
        value.value += 1
        array = manager.Array("i", [1, 2])
        array[0] = 5
        print(value.value, array[0], len(array))
        event, semaphore = manager.Event(), manager.Semaphore(1)
        event.set()
        with semaphore:
            print(event.is_set(), event.wait(), semaphore.acquire(False))
        with multiprocessing.Pool(2) as pool:
            pool.starmap(count_in, [(shared, "pool", lock)] * 5)
        print(shared["pool"])
        show(repr(shared))


class Account:
    def __init__(self, balance):
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount
        return self.balance

    def _hidden(self):
        return "hidden"


def own_managers():
    from multiprocessing.managers import BaseManager

    class Bank(BaseManager):
        pass

    Bank.register("Account", Account)
    with Bank() as bank:
        account = bank.Account(10)
        print(account.deposit(5), account.deposit(1))
        attempt(lambda: account._hidden())
        attempt(account.deposit, "x")


if __name__ == "__main__":
    for method in ("fork", "spawn"):
        values(multiprocessing.get_context(method))
        together(multiprocessing.get_context(method))
    numbers()
    locks()
    memory()
    managers()
    own_managers()
