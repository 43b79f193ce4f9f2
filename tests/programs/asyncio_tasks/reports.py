# What is reported when nobody asks: exceptions, pending tasks, coroutines, slow callbacks.
import asyncio
import gc
import logging
import re
import sys
import time
import warnings


class Shown(logging.Handler):
    def emit(self, record):
        text = record.getMessage()
        text = re.sub(r"0x[0-9a-f]+", "0x", text)
        text = re.sub(r"(/|<gilt>)[^ :>\"]*?([A-Za-z_0-9]+\.py):\d+", r"\2:N", text)
        text = re.sub(r"took \d+\.\d+", "took T", text)
        print(record.levelname, text.splitlines()[0], len(text.splitlines()), record.exc_info and record.exc_info[0])


logger = logging.getLogger("asyncio")
logger.addHandler(Shown())
logger.propagate = False


async def turns(n=3):
    for _ in range(n):
        await asyncio.sleep(0)


async def bad():
    raise ValueError("bad")


async def never_retrieved():
    task = asyncio.create_task(bad(), name="B")
    await turns()
    del task
    gc.collect()
    future = asyncio.get_running_loop().create_future()
    future.set_exception(KeyError(1))
    del future
    gc.collect()


async def handlers():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: 1 / 0)
    await turns()
    loop.set_exception_handler(lambda loop, context: print(
        "handler", context["message"], repr(context["exception"]), context["exception"].__traceback__ is not None))
    loop.call_soon(int, "x")
    await turns()
    loop.set_exception_handler(lambda loop, context: 1 / 0)
    loop.call_soon(int, "x")
    await turns()
    loop.set_exception_handler(None)
    try:
        loop.set_exception_handler(5)
    except TypeError as error:
        print(error)


async def destroyed():
    async def waits():
        await asyncio.get_running_loop().create_future()

    task = asyncio.create_task(waits(), name="Waits")
    await turns()
    del task
    gc.collect()
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(list(context)))
    task = asyncio.create_task(waits())
    await turns()
    del task
    gc.collect()


async def nothing():
    pass


async def not_awaited():
    nothing()
    gc.collect()


async def slow():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 0.01
    time.sleep(0.02)
    for wrong in (nothing, 5):
        try:
            loop.call_soon(wrong)
        except TypeError as error:
            print(error)
    await turns(1)
    loop.slow_callback_duration = 100

    def from_elsewhere():
        try:
            loop.call_soon(print)
        except RuntimeError as error:
            return str(error)

    print(await loop.run_in_executor(None, from_elsewhere))


async def fails_at_shutdown():
    async def stubborn():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            raise ValueError("late")

    asyncio.create_task(stubborn(), name="S")
    await asyncio.sleep(0)


async def stacks():
    task = asyncio.create_task(bad(), name="T")
    await turns()
    task.print_stack(file=sys.stdout)
    print(repr(task.exception()), len(task.get_stack()))
    print([frame.f_code.co_name for frame in asyncio.current_task().get_stack()])


for each in (never_retrieved, handlers, destroyed, fails_at_shutdown):
    print(each.__name__)
    asyncio.run(each())
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    asyncio.run(not_awaited())
    print([str(each.message) for each in caught])
asyncio.run(slow(), debug=True)
