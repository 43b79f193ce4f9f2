"""Pipelines: generators that pull, coroutines that are sent to, threads with queues, asyncio, pools."""
import asyncio
import queue
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import wraps, reduce
from itertools import count, takewhile, islice, accumulate, pairwise, zip_longest


def numbers():
    yield from count(1)


def squares(source):
    for n in source:
        yield n * n


def odd(source):
    return (n for n in source if n % 2)


def coroutine(function):
    @wraps(function)
    def start(*args):
        generator = function(*args)
        next(generator)
        return generator
    return start


@coroutine
def broadcast(*targets):
    while True:
        item = yield
        for target in targets:
            target.send(item)


@coroutine
def grep(word, target):
    try:
        while True:
            line = yield
            if word in line:
                target.send(line)
    except GeneratorExit:
        print(f"grep {word!r} closed")
        raise


@coroutine
def printer(prefix):
    lines = 0
    while True:
        line = yield lines
        lines += 1
        print(prefix, line)


@coroutine
def average():
    total = n = 0
    mean = None
    while True:
        try:
            value = yield mean
        except ValueError as error:
            print("reset:", error)
            total = n = 0
            continue
        if value is None:
            return f"{n} values, mean {mean}"
        total += value
        n += 1
        mean = total / n


print(list(islice(odd(squares(numbers())), 5)), sum(takewhile(lambda n: n < 1000, squares(numbers()))))
out = printer("|")
pipe = broadcast(grep("py", out), grep("thon", out))
for line in ("python", "pypy", "marathon", "nothing"):
    pipe.send(line)
pipe.close()
mean = average()
print([mean.send(v) for v in (10, 20, 60)], mean.throw(ValueError("start again")), mean.send(5))
try:
    mean.send(None)
except StopIteration as stop:
    print(stop.value)
print(list(accumulate([1, 2, 3, 4])), list(pairwise("abcd")), list(zip_longest([1, 2], "a", fillvalue="-")))


def worker(inbox, outbox, function):
    while (item := inbox.get()) is not None:
        outbox.put(function(item))
        inbox.task_done()
    outbox.put(None)


first, second, third = queue.Queue(maxsize=2), queue.Queue(), queue.Queue()
threads = [threading.Thread(target=worker, args=stage, name=f"stage-{i}", daemon=True)
           for i, stage in enumerate([(first, second, lambda n: n + 1), (second, third, lambda n: n * 10)], 1)]
for thread in threads:
    thread.start()
for n in (*range(5), None):
    first.put(n)
print(list(iter(third.get, None)), [thread.name for thread in threads])
for thread in threads:
    thread.join()
counter, lock = 0, threading.Lock()


def add(times):
    global counter
    for _ in range(times):
        with lock:
            counter += 1


with ThreadPoolExecutor(max_workers=4) as pool:
    futures = {pool.submit(pow, 2, n): n for n in (1, 10, 100)}
    print(sorted((futures[f], f.result()) for f in as_completed(futures)))
    list(pool.map(add, [500] * 4))
    bad = pool.submit(int, "x")
    print(list(pool.map(str.upper, "abc")), counter, repr(bad.exception()))


async def fetch(name, delay):
    await asyncio.sleep(delay)
    if name == "c":
        raise LookupError(name)
    return name * 2


async def ticker(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def main():
    results = await asyncio.gather(*(fetch(n, d) for n, d in [("a", 0.02), ("b", 0), ("c", 0.01)]), return_exceptions=True)
    print(results, [i async for i in ticker(3)])
    try:
        async with asyncio.timeout(0.01):
            await fetch("slow", 60)
    except TimeoutError as error:
        print("too slow", repr(error))
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(fetch("d", 0))
            group.create_task(fetch("c", 0))
    except* LookupError as errors:
        print(errors.exceptions, task.result())
    return "finished"


print(asyncio.run(main()))
print(bad.exception().args[0][:30], bad.cancelled())
printer("x").send(1, 2)
