"""Loops in several threads, which call into one another and share futures, tasks, contexts and queues.

Asyncio's objects belong to one loop. Here all threads lay hands on those of the others: what comes out may be
an exception, but each loop goes on, and each call handed over by call_soon_threadsafe() is made once. A task that
others only look at does not notice.
"""
import asyncio
import contextvars
import gc
import queue
import threading

from _storm import ROUNDS, THREADS, Dice, storm_of

LOOPS = 3
variable = contextvars.ContextVar("variable", default=0)
loops, threads = [], []
calls = [0] * LOOPS
handed_over = []  # one item for each call that was handed over
shared = {}       # futures, tasks and handles that everybody may take
items = queue.SimpleQueue()
reports = []      # what went wrong in a loop


def exchange(key, value):
    old = shared.get(key)
    shared[key] = value
    return old


async def work(dice):
    token = variable.set(dice.roll(10))
    await asyncio.sleep(0)
    future = asyncio.get_running_loop().create_future()
    exchange("future", future)
    asyncio.get_running_loop().call_later(0.001, lambda: future.done() or future.set_result(1))
    try:
        await future
    except (asyncio.CancelledError, ZeroDivisionError):
        pass
    variable.reset(token)
    return 1


def spawn(number, dice):
    loop = loops[number]
    exchange("task", loop.create_task(work(dice)))


def called(number):
    calls[number] += 1


def hand_over(dice):
    number = dice.roll(LOOPS)
    handed_over.append(number)
    exchange("handle", loops[number].call_soon_threadsafe(called, number))


def start_task(dice):
    number = dice.roll(LOOPS)
    loops[number].call_soon_threadsafe(spawn, number, Dice(dice.roll(1000)))


def run_coroutine(dice):
    future = asyncio.run_coroutine_threadsafe(work(Dice(dice.roll(1000))), loops[dice.roll(LOOPS)])
    if dice.roll(2):
        future.cancel()


def look(dice):
    for loop in loops:
        for task in asyncio.all_tasks(loop):
            repr(task), task.get_name(), task.get_coro(), task.done(), task._callbacks, task.get_context().get(variable)
    asyncio.current_task(loops[0])


def meddle(dice):
    future = shared.get(("future", "task")[dice.roll(2)])
    if future is None:
        return
    choice = dice.roll(6)
    if choice == 0:
        future.add_done_callback(id if dice.roll(2) else repr)
        future.remove_done_callback(id)
    elif choice == 1:
        future.cancel("storm") if isinstance(future, asyncio.Task) is False else future.cancelling()
    elif choice == 2:
        future.done() and not future.cancelled() and future.exception()
    elif choice == 3:
        future._asyncio_future_blocking, future._log_traceback, future._cancel_message
    elif choice == 4:
        future.attribute = dice.roll(9)
    else:
        repr(future)


def look_at_handle(dice):
    handle = shared.get("handle")
    if handle is not None:
        repr(handle), handle._args, handle.cancelled(), handle.get_context()


def contexts(dice):
    context = contextvars.copy_context()
    old = exchange("context", context)
    if old is not None:
        repr(dict(old.items())), old.get(variable), old.copy() == old
        old.run(variable.set, dice.roll(5))


def pass_items(dice):
    items.put(dice.roll(9))
    assert items.get(timeout=60) < 9
    items.qsize(), items.empty()


def collect(dice):
    if dice.roll(20) == 0:
        gc.collect()


def report(loop, context):
    if not isinstance(context.get("exception"), asyncio.InvalidStateError):  # it was cancelled just before its result
        reports.append(context)


def run_loop(number):
    loop = loops[number]
    loop.set_exception_handler(report)
    asyncio.set_event_loop(loop)
    loop.run_forever()


async def finish():
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0)


for number in range(LOOPS):
    loops.append(asyncio.new_event_loop())
    threads.append(threading.Thread(target=run_loop, args=(number,)))
for thread in threads:
    thread.start()
try:
    storm_of([hand_over, hand_over, start_task, run_coroutine, look, meddle, look_at_handle, contexts, pass_items,
              collect], expected=(asyncio.InvalidStateError, asyncio.CancelledError, RuntimeError),
             threads=min(THREADS, 4), rounds=min(ROUNDS, 150))
finally:  # a storm that has failed ends the program, which waits for its threads
    shared.clear()
    for loop, thread in zip(loops, threads):
        asyncio.run_coroutine_threadsafe(finish(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
print([calls[number] == handed_over.count(number) for number in range(LOOPS)])  # expect: [True, True, True]
print(reports)  # expect: []
