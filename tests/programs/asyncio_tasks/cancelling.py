# Cancellation: its order, finally blocks, messages, requests that are taken back.
import asyncio
import os
import re
import signal


def show(*values):
    """Print without addresses and paths."""
    text = " ".join(map(str, values))
    print(re.sub(r"(/|<gilt>)[^ :>]*?([a-z_]+\.py):\d+", r"\2:N", text))


log = []


async def worker(name):
    try:
        log.append(f"{name} in")
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        log.append(f"{name} cancelled {error.args}")
        raise
    finally:
        log.append(f"{name} finally")
        await asyncio.sleep(0)
        log.append(f"{name} after")


async def cancel_in_reverse():
    tasks = [asyncio.create_task(worker(f"w{i}"), name=f"N{i}") for i in range(3)]
    show(tasks[0])
    await asyncio.sleep(0)
    show(tasks[0])
    for task in reversed(tasks):
        print(task.cancel("reason"))
    show(tasks[0].cancelling(), tasks[0])
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(log)
    show(tasks[0], tasks[0].cancelled(), tasks[0].done(), tasks[0].cancel())
    for method in (tasks[0].result, tasks[0].exception):
        try:
            method()
        except asyncio.CancelledError as error:
            print(repr(error))


async def before_the_first_step():
    log.clear()
    task = asyncio.create_task(worker("never"))
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        print("never ran", log, repr(error))


async def swallowed():
    async def stubborn():
        for _ in range(2):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("no", asyncio.current_task().cancelling())
        return "done anyway"

    task = asyncio.create_task(stubborn())
    for _ in range(2):
        await asyncio.sleep(0)
        task.cancel()
    print(await task, task.cancelled(), task.cancelling())


async def taken_back():
    task = asyncio.current_task()
    try:
        task.cancel()
        task.cancel()
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print(task.cancelling(), task.uncancel(), task.uncancel(), task.uncancel())
    return "goes on"


async def cancelled_itself_and_ended():
    asyncio.current_task().cancel("at the end")
    return "lost"


async def through_a_chain():
    order = []

    async def level(n):
        try:
            if n:
                await level(n - 1)
            else:
                await asyncio.Event().wait()
        finally:
            order.append(n)

    async def waits_for(task):
        try:
            await task
        finally:
            order.append("outer")

    inner = asyncio.create_task(level(3))
    outer = asyncio.create_task(waits_for(inner))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print(order, inner.cancelled(), outer.cancelled())


async def replaced():
    async def raises_in_finally():
        try:
            await asyncio.sleep(10)
        finally:
            raise KeyError("from finally")

    task = asyncio.create_task(raises_in_finally())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except KeyError as error:
        print(repr(error), repr(error.__context__))


async def shielded():
    inner = asyncio.create_task(asyncio.sleep(0.01, "inner result"))
    outer = asyncio.ensure_future(asyncio.shield(inner))
    await asyncio.sleep(0)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("shield is cancelled, inner is not:", inner.cancelled())
    print(await inner)


async def gathered():
    children = [asyncio.create_task(worker(f"g{i}")) for i in range(2)]
    together = asyncio.gather(*children)
    await asyncio.sleep(0)
    log.clear()
    together.cancel("all")
    try:
        await together
    except asyncio.CancelledError as error:
        print(repr(error), log)
    print([child.cancelled() for child in children])


async def left_behind():
    log.clear()
    asyncio.create_task(worker("left"))
    await asyncio.sleep(0)


async def interrupted():
    asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaning up")
        await asyncio.sleep(0)
        print("cleaned up")


async def exits():
    raise SystemExit(3)


asyncio.run(cancel_in_reverse())
asyncio.run(before_the_first_step())
asyncio.run(swallowed())
print(asyncio.run(taken_back()))
try:
    asyncio.run(cancelled_itself_and_ended())
except asyncio.CancelledError as error:
    print("cancelled", error.args)
asyncio.run(through_a_chain())
asyncio.run(replaced())
asyncio.run(shielded())
asyncio.run(gathered())
asyncio.run(left_behind())
print(log)
try:
    asyncio.run(interrupted())
except KeyboardInterrupt:
    print("KeyboardInterrupt")
try:
    asyncio.run(exits())
except SystemExit as error:
    print(repr(error))
