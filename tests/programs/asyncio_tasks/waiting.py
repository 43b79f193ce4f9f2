# gather, wait, wait_for, as_completed, shield, timeouts and task groups.
import asyncio
import re


def show(*values):
    """Print without addresses and paths."""
    text = " ".join(map(str, values))
    print(re.sub(r"(/|<gilt>)[^ :>]*?([a-z_]+\.py):\d+", r"\2:N", text))


async def good(value="good"):
    await asyncio.sleep(0)
    return value


async def bad(error=None):
    await asyncio.sleep(0)
    raise error or ValueError("bad")


async def attempt(awaitable):
    try:
        show("->", await awaitable)
    except (Exception, asyncio.CancelledError) as error:
        show(type(error).__name__, error, repr(error.__cause__))


async def gathering():
    await attempt(asyncio.gather(good(1), bad(), good(2)))
    await attempt(asyncio.gather(good(1), bad(), good(2), return_exceptions=True))
    print(await asyncio.gather())
    future = asyncio.gather(good(), good())
    show(future)
    await future
    show(future)
    same = good("once")
    print(await asyncio.gather(same, same))


async def waiting():
    task = asyncio.create_task(bad())
    done, pending = await asyncio.wait([task])
    show(done, pending, repr(task.exception()))
    slow = asyncio.create_task(asyncio.sleep(5))
    done, pending = await asyncio.wait([slow], timeout=0.01)
    show(len(done), pending)
    fast = asyncio.create_task(good())
    done, pending = await asyncio.wait({slow, fast}, return_when=asyncio.FIRST_COMPLETED)
    print(done == {fast}, pending == {slow})
    failing = asyncio.create_task(bad())
    done, pending = await asyncio.wait({slow, failing}, return_when=asyncio.FIRST_EXCEPTION)
    print(done == {failing}, pending == {slow}, repr(failing.exception()))
    slow.cancel()
    coroutine = good()
    for wrong in (lambda: asyncio.wait(coroutine), lambda: asyncio.wait([]), lambda: asyncio.wait([coroutine]),
                  lambda: asyncio.wait([task], return_when="x")):
        await attempt(wrong())
    coroutine.close()


async def completing():
    print(sorted([await each for each in asyncio.as_completed([good(1), good(2), good(3)])]))
    async for task in asyncio.as_completed([asyncio.create_task(good("task"), name="T")]):
        show(task)
    for each in asyncio.as_completed([asyncio.sleep(5)], timeout=0.01):
        await attempt(each)
    await attempt(asyncio.wait_for(asyncio.sleep(5), 0.01))
    await attempt(asyncio.wait_for(asyncio.sleep(5), 0))
    await attempt(asyncio.wait_for(good(), None))
    await attempt(asyncio.wait_for(good(), 10))
    await attempt(asyncio.wait_for(bad(), 10))


async def timing_out():
    async with asyncio.timeout(None) as limit:
        print(limit, limit.when())
    print(limit, limit.expired())
    try:
        async with asyncio.timeout(0.01) as limit:
            try:
                await asyncio.sleep(10)
            finally:
                print(limit, limit.expired())
    except TimeoutError as error:
        print(repr(error), repr(error.__cause__), limit, asyncio.current_task().cancelling())
    async with asyncio.timeout(0.01) as limit:
        limit.reschedule(None)
        await asyncio.sleep(0.02)
    print(limit)
    try:
        async with asyncio.timeout_at(0):
            print("the block runs until it awaits")
            await asyncio.sleep(10)
    except TimeoutError:
        print("too late")
    try:
        async with asyncio.timeout(10):
            async with asyncio.timeout(0.01):
                await asyncio.sleep(10)
    except TimeoutError:
        print("the inner one")
    try:
        async with asyncio.timeout(0.01):
            try:
                await asyncio.sleep(10)
            finally:
                raise KeyError("other")
    except KeyError as error:
        print(repr(error), repr(error.__context__), repr(error.__context__.__cause__))
    for wrong in (limit.__aenter__, asyncio.timeout(1).reschedule):
        try:
            result = wrong() if wrong == limit.__aenter__ else wrong(1)
            await result
        except RuntimeError as error:
            print(error)


log = []


async def worker(name):
    try:
        await asyncio.sleep(10)
    finally:
        log.append(name)


async def grouping():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(worker("first"))
            group.create_task(bad())
            group.create_task(worker("second"))
            print(group)
            try:
                await asyncio.sleep(10)
            finally:
                log.append("body")
    except* ValueError as errors:
        print(repr(errors), errors.exceptions, sorted(log), asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(good())
            raise KeyError(1)
    except BaseException as error:
        print(repr(error))
    async with asyncio.TaskGroup() as group:
        first = group.create_task(good(1))
        second = group.create_task(good(2), name="second")
    print(first.result(), second.result(), second.get_name(), group)
    for wrong in (group, asyncio.TaskGroup()):
        try:
            wrong.create_task(good())
        except RuntimeError as error:
            print(error)
    try:
        async with asyncio.TaskGroup() as outer:
            async with asyncio.TaskGroup() as inner:
                inner.create_task(bad())
                outer.create_task(bad(KeyError("outer")))
    except* Exception as errors:
        print(repr(errors))

    async def cancelled_from_outside():
        async with asyncio.TaskGroup() as group:
            group.create_task(worker("in the group"))
            await asyncio.sleep(10)

    log.clear()
    task = asyncio.create_task(cancelled_from_outside())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await attempt(task)
    print(log)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(bad(SystemExit(1)))
    except BaseException as error:
        print(repr(error))


for each in (gathering, waiting, completing, timing_out):
    asyncio.run(each())
try:
    asyncio.run(grouping())
except SystemExit as error:
    print("the group lets it out alone:", repr(error))
