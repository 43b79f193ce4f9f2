# Future and Task: states, errors, callbacks, names, contexts, runners, eager tasks.
import asyncio
import concurrent.futures
import contextvars
import re
import types


def show(*values):
    """Print without addresses and paths."""
    text = " ".join(map(str, values))
    print(re.sub(r"0x[0-9a-f]+", "0x", re.sub(r"(/|<gilt>)[^ :>]*?([a-z_]+\.py):\d+", r"\2:N", text)))


def attempt(function, *arguments):
    try:
        show("->", function(*arguments))
    except (Exception, asyncio.CancelledError) as error:
        show(type(error).__name__, error)


async def futures():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    show(future, future.done(), future.get_loop() is loop)
    attempt(future.result)
    attempt(future.exception)

    def called(future):
        show("called with", future)

    future.add_done_callback(called)
    show(future)
    future.add_done_callback(print)
    show(future)
    future.add_done_callback(print)
    show(future)
    print(future.remove_done_callback(print))
    future.set_result([1] * 20)
    show(future, future.exception())
    attempt(future.set_result, 1)
    attempt(future.set_exception, ValueError())
    print(future.cancel(), await future == [1] * 20)
    await asyncio.sleep(0)
    attempt(loop.create_future().set_exception, 1)
    future = loop.create_future()
    future.set_exception(StopIteration)
    try:
        await future
    except RuntimeError as error:
        print(error, repr(error.__cause__))
    future = loop.create_future()
    future.set_exception(ZeroDivisionError("given"))
    show(future)
    attempt(future.result)
    future = loop.create_future()
    future.cancel()
    show(future)
    attempt(future.result)
    print(asyncio.isfuture(future), asyncio.isfuture(1), asyncio.wrap_future(future) is future)


async def tasks():
    async def good():
        return "good"

    async def yields_a_number():
        @types.coroutine
        def generator():
            yield 1
        await generator()

    async def awaits_itself():
        await asyncio.current_task()

    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    task = asyncio.create_task(good(), name="named")
    show(task, task.get_coro().__name__, task.get_name(), len(asyncio.all_tasks()))
    task.set_name(5)
    attempt(task.set_result, 1)
    attempt(task.set_exception, ValueError())
    print(await task, task.get_name(), task.get_coro() is not None)
    show(task)
    for coroutine in (yields_a_number(), awaits_itself()):
        try:
            await asyncio.create_task(coroutine)
        except RuntimeError as error:
            show(error)
    attempt(asyncio.create_task, 1)
    coroutine = good()
    attempt(asyncio.run, coroutine)
    attempt(asyncio.get_running_loop().run_until_complete, coroutine)
    coroutine.close()
    try:
        await 1
    except TypeError as error:
        print(error)
    other = asyncio.new_event_loop()
    foreign = other.create_future()

    async def awaits(future):
        await future

    try:
        await asyncio.create_task(awaits(foreign))
    except RuntimeError as error:
        show(error)
    other.close()


async def calls():
    loop = asyncio.get_running_loop()
    order = []
    now = loop.time()
    loop.call_at(now + 0.002, order.append, "later")
    loop.call_at(now + 0.001, order.append, "at")
    loop.call_later(0, order.append, "timer without a wait")
    loop.call_soon(order.append, "soon")
    cancelled = loop.call_soon(order.append, "never")
    show(cancelled, cancelled.cancelled())
    cancelled.cancel()
    show(cancelled, cancelled.cancelled())
    timer = loop.call_later(100, order.append, "never")
    print(timer.when() > loop.time(), timer.cancelled())
    timer.cancel()
    await asyncio.sleep(0.01)
    print(sorted(order, key=len), order.index("at") < order.index("later"), order[0])
    show(loop)
    attempt(loop.call_later, None, print)


async def contexts():
    variable = contextvars.ContextVar("variable", default="default")

    async def sets(value):
        variable.set(value)
        await asyncio.sleep(0)
        return variable.get()

    print(await asyncio.gather(sets(1), sets(2)), variable.get())
    context = contextvars.copy_context()
    await asyncio.create_task(sets(3), context=context)
    print(context[variable], variable.get())
    asyncio.get_running_loop().call_soon(lambda: print("called in", variable.get()), context=context)
    await asyncio.sleep(0)
    print(await asyncio.to_thread(lambda: variable.get()))


async def eager():
    async def at_once(value):
        print("runs", value)
        return value

    async def waits():
        print("before")
        await asyncio.sleep(0)
        print("after", asyncio.current_task().get_name())

    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(at_once(1))
    show(task.done(), task)
    task = asyncio.create_task(waits(), name="w")
    print(task.done(), asyncio.current_task() is task)
    await task
    loop.set_task_factory(None)


async def described():
    class Awaitable:
        def __await__(self):
            yield from asyncio.sleep(0).__await__()
            print(len(asyncio.all_tasks()), "task")

    await asyncio.wait_for(Awaitable(), 10)
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(future.set_result)
    show(future)
    future.remove_done_callback(future.set_result)
    shielding = asyncio.shield(future)
    gathering = asyncio.gather(future)
    show(shielding)
    show(future)
    waiting = asyncio.create_task(asyncio.wait([future]))
    await asyncio.sleep(0)
    show(future)
    future.set_result(None)
    await waiting
    await gathering
    source = concurrent.futures.Future()
    show(asyncio.wrap_future(source))
    wrapped = asyncio.ensure_future(Awaitable())
    print(wrapped.get_coro().__qualname__)
    await wrapped
    attempt(asyncio.as_completed, future)


class Counted(asyncio.Task):
    """A subclass."""


async def nothing():
    pass


for each in (futures, tasks, calls, contexts, eager, described):
    asyncio.run(each())
with asyncio.Runner() as runner:
    print(runner.run(asyncio.sleep(0, 1)), runner.run(asyncio.sleep(0, 2)), runner.get_loop().is_running())
attempt(runner.get_loop)
loop = asyncio.new_event_loop()
loop.set_task_factory(lambda loop, coroutine, **options: Counted(coroutine, loop=loop, **options))
print(type(loop.create_task(nothing())).__name__, loop.run_until_complete(asyncio.sleep(0, "result")))
loop.close()
show(loop)
attempt(loop.call_soon, print)
attempt(loop.run_forever)
attempt(asyncio.run, asyncio.sleep)
attempt(asyncio.get_running_loop)
print(asyncio.Task, asyncio.Future, asyncio.Task.__mro__[1] is asyncio.Future, asyncio.CancelledError.__mro__)
