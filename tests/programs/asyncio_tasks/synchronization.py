# Lock, Event, Condition, Semaphore, Barrier and the queues.
import asyncio
import re


def show(*values):
    print(re.sub(r"0x[0-9a-f]+", "0x", " ".join(map(str, values))))


def attempt(function, *arguments):
    try:
        show("->", function(*arguments))
    except Exception as error:
        show(type(error).__name__, error)


async def turns(n=3):
    for _ in range(n):
        await asyncio.sleep(0)


async def locks():
    lock = asyncio.Lock()
    order = []

    async def critical(name):
        async with lock:
            order.append(f"{name} in")
            await asyncio.sleep(0)
            order.append(f"{name} out")

    await asyncio.gather(*map(critical, "abc"))
    show(order, lock)
    attempt(lock.release)
    await lock.acquire()
    order.clear()
    waiting = [asyncio.create_task(critical(name)) for name in "xyz"]
    await turns(1)
    show(lock, lock.locked())
    waiting[0].cancel()
    await turns(1)
    lock.release()
    print(await asyncio.gather(*waiting, return_exceptions=True), order)
    # Woken and cancelled at the same time: the next one gets it.
    await lock.acquire()
    order.clear()
    waiting = [asyncio.create_task(critical(name)) for name in "xy"]
    await turns(1)
    lock.release()
    waiting[0].cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    show(order, lock)


async def events():
    event = asyncio.Event()
    show(event, event.is_set())
    waiting = [asyncio.create_task(event.wait()) for _ in range(2)]
    await turns(1)
    show(event)
    event.set()
    print(await asyncio.gather(*waiting), await event.wait())
    show(event)
    event.clear()
    print(event.is_set())


async def conditions():
    condition = asyncio.Condition()
    order = []
    items = []

    async def wait(name):
        async with condition:
            order.append((name, await condition.wait()))

    waiting = [asyncio.create_task(wait(name)) for name in "abc"]
    await turns(1)
    show(condition)
    async with condition:
        condition.notify()
    await turns()
    print(order)
    async with condition:
        condition.notify_all()
        show(condition)
    await asyncio.gather(*waiting)
    print(order)
    attempt(condition.notify)
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)

    async def consume():
        async with condition:
            await condition.wait_for(lambda: len(items) > 1)
            return items[:]

    consumer = asyncio.create_task(consume())
    for item in range(3):
        await turns()
        async with condition:
            items.append(item)
            condition.notify_all()
    print(await consumer)
    cancelled = asyncio.create_task(wait("cancelled"))
    await turns(1)
    cancelled.cancel()
    try:
        await cancelled
    except asyncio.CancelledError:
        show("cancelled", condition)


async def semaphores():
    semaphore = asyncio.Semaphore(2)
    most = now = 0

    async def work():
        nonlocal most, now
        async with semaphore:
            now += 1
            most = max(most, now)
            await turns()
            now -= 1

    await asyncio.gather(*[work() for _ in range(7)])
    show(most, semaphore, semaphore.locked())
    await semaphore.acquire()
    await semaphore.acquire()
    waiting = [asyncio.create_task(semaphore.acquire()) for _ in range(3)]
    await turns(1)
    show(semaphore)
    waiting[0].cancel()
    semaphore.release()
    print(await waiting[1], waiting[0].cancelled(), semaphore.locked())
    waiting[2].cancel()
    attempt(asyncio.Semaphore, -1)
    bounded = asyncio.BoundedSemaphore(1)
    show(bounded)
    attempt(bounded.release)


async def barriers():
    barrier = asyncio.Barrier(3)
    print(sorted(await asyncio.gather(*[barrier.wait() for _ in range(3)])))
    show(barrier, barrier.parties, barrier.n_waiting, barrier.broken)
    waiting = asyncio.create_task(barrier.wait())
    await turns(1)
    show(barrier)
    await barrier.reset()
    try:
        await waiting
    except asyncio.BrokenBarrierError as error:
        show(repr(error), barrier)
    async with asyncio.Barrier(1) as position:
        print(position)
    waiting = asyncio.create_task(barrier.wait())
    await turns(1)
    await barrier.abort()
    for each in (waiting, barrier.wait()):
        try:
            await each
        except asyncio.BrokenBarrierError as error:
            show(repr(error), barrier)
    attempt(asyncio.Barrier, 0)


async def queues():
    queue = asyncio.Queue(2)
    show(queue, str(queue), queue.empty(), queue.maxsize)
    queue.put_nowait(1)
    queue.put_nowait(2)
    show(queue, queue.full(), queue.qsize())
    attempt(queue.put_nowait, 3)
    putting = asyncio.create_task(queue.put(3))
    await turns(1)
    show(queue)
    print(await queue.get(), await queue.get(), await queue.get(), await putting)
    attempt(queue.get_nowait)
    joining = asyncio.create_task(queue.join())
    for _ in range(3):
        await turns(1)
        print(joining.done())
        queue.task_done()
    await joining
    attempt(queue.task_done)
    getting = [asyncio.create_task(queue.get()) for _ in range(3)]
    await turns(1)
    show(queue)
    getting[0].cancel()
    queue.put_nowait("for the second")
    print(await getting[1], getting[0].cancelled())
    queue.shutdown()
    for each in (getting[2], queue.put(1), queue.get()):
        try:
            await each
        except asyncio.QueueShutDown as error:
            show(repr(error), queue)
    for kind in (asyncio.PriorityQueue, asyncio.LifoQueue, asyncio.Queue):
        queue = kind()
        for item in (3, 1, 2):
            await queue.put(item)
        print(kind.__name__, queue, [queue.get_nowait() for _ in range(3)])
    queue.put_nowait(1)
    queue.shutdown(immediate=True)
    attempt(queue.get_nowait)
    print(asyncio.Queue[int])

    queue = asyncio.Queue(maxsize=3)
    sizes = []

    async def produce():
        for item in range(10):
            await queue.put(item)
            sizes.append(queue.qsize())
        await queue.put(None)

    async def consume():
        taken = []
        while (item := await queue.get()) is not None:
            taken.append(item)
            sizes.append(queue.qsize())
        return taken

    print(await asyncio.gather(produce(), consume()), max(sizes))


for each in (locks, events, conditions, semaphores, barriers, queues):
    print(each.__name__)
    asyncio.run(each())
