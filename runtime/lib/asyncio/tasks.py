"""Working with many tasks: making them, waiting for them, shielding them."""

import concurrent.futures
import functools
import inspect
import types

from . import coroutines, events, exceptions, futures, queues, timeouts
from .task import (Task, _enter_task, _leave_task, _register_eager_task, _register_task, _swap_current_task,
                   _unregister_eager_task, _unregister_task, all_tasks, current_task)

__all__ = ("Task", "create_task", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "wait", "wait_for",
           "as_completed", "sleep", "gather", "shield", "ensure_future", "run_coroutine_threadsafe", "current_task",
           "all_tasks", "create_eager_task_factory", "eager_task_factory", "_register_task", "_unregister_task",
           "_enter_task", "_leave_task")

FIRST_COMPLETED = concurrent.futures.FIRST_COMPLETED
FIRST_EXCEPTION = concurrent.futures.FIRST_EXCEPTION
ALL_COMPLETED = concurrent.futures.ALL_COMPLETED


def create_task(coro, *, name=None, context=None):
    """Run a coroutine as a task of the running loop."""
    loop = events.get_running_loop()
    if context is None:
        return loop.create_task(coro, name=name)
    return loop.create_task(coro, name=name, context=context)


def create_eager_task_factory(custom_task_constructor):
    """A task factory whose tasks take their first step at once."""
    def factory(loop, coro, *, name=None, context=None):
        return custom_task_constructor(coro, loop=loop, name=name, context=context, eager_start=True)

    return factory


eager_task_factory = create_eager_task_factory(Task)


def ensure_future(coro_or_future, *, loop=None):
    """A task for a coroutine or another awaitable; a future as it is."""
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not futures._get_loop(coro_or_future):
            raise ValueError("The future belongs to a different loop than the one specified as the loop argument")
        return coro_or_future
    awaitable = coro_or_future
    if not coroutines.iscoroutine(awaitable):
        if not hasattr(type(awaitable), "__await__"):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        async def _wrap_awaitable(awaitable):
            return await awaitable

        awaitable = _wrap_awaitable(awaitable)
    try:
        loop = events.get_event_loop() if loop is None else loop
        return loop.create_task(awaitable)
    except RuntimeError:
        if awaitable is coro_or_future:
            awaitable.close()
        raise


# --- waiting ---

async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures or tasks: the set of those that are done, the set of the others."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = set(fs)
    if any(coroutines.iscoroutine(each) for each in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    return await _wait(fs, timeout, return_when, events.get_running_loop())


async def wait_for(fut, timeout):
    """The result of an awaitable; after timeout seconds it is cancelled, and TimeoutError raised."""
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except exceptions.CancelledError as error:
            raise TimeoutError from error
    async with timeouts.timeout(timeout):
        return await fut


async def _wait(fs, timeout, return_when, loop):
    """wait() for a set that is not empty."""
    assert fs, "Set of Futures is empty."
    waiter = loop.create_future()
    handle = None if timeout is None else loop.call_later(timeout, futures._set_result_unless_cancelled, waiter, None)
    left = len(fs)

    def _on_completion(future):
        nonlocal left
        left -= 1
        if (left <= 0 or return_when == FIRST_COMPLETED or return_when == FIRST_EXCEPTION
                and not future.cancelled() and future.exception() is not None):
            if handle is not None:
                handle.cancel()
            if not waiter.done():
                waiter.set_result(None)

    for future in fs:
        future.add_done_callback(_on_completion)
    try:
        await waiter
    finally:
        if handle is not None:
            handle.cancel()
        for future in fs:
            future.remove_done_callback(_on_completion)
    done, pending = set(), set()
    for future in fs:
        (done if future.done() else pending).add(future)
    return done, pending


async def _cancel_and_wait(fut):
    """Cancel a future and wait until it is."""
    waiter = events.get_running_loop().create_future()
    on_done = functools.partial(lambda waiter, _: waiter.done() or waiter.set_result(None), waiter)
    fut.add_done_callback(on_done)
    try:
        fut.cancel()
        await waiter
    finally:
        fut.remove_done_callback(on_done)


class _AsCompletedIterator:
    """What as_completed() gives: an iterator of awaitables, or an asynchronous one of futures."""

    def __init__(self, aws, timeout):
        self._done = queues.Queue()
        self._timeout_handle = None
        loop = events.get_event_loop()
        todo = {ensure_future(each, loop=loop) for each in set(aws)}
        for future in todo:
            future.add_done_callback(self._handle_completion)
        if todo and timeout is not None:
            self._timeout_handle = loop.call_later(timeout, self._handle_timeout)
        self._todo = todo
        self._todo_left = len(todo)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        if not self._todo_left:
            raise StopAsyncIteration
        self._todo_left -= 1
        return await self._wait_for_one()

    def __next__(self):
        if not self._todo_left:
            raise StopIteration
        self._todo_left -= 1
        return self._wait_for_one(resolve=True)

    def _handle_timeout(self):
        for future in self._todo:
            future.remove_done_callback(self._handle_completion)
            self._done.put_nowait(None)
        self._todo.clear()

    def _handle_completion(self, future):
        if self._todo:
            self._todo.remove(future)
            self._done.put_nowait(future)
            if not self._todo and self._timeout_handle is not None:
                self._timeout_handle.cancel()

    async def _wait_for_one(self, resolve=False):
        future = await self._done.get()
        if future is None:
            raise exceptions.TimeoutError
        return future.result() if resolve else future


def as_completed(fs, *, timeout=None):
    """The awaitables, in the order in which they are done."""
    if inspect.isawaitable(fs):
        raise TypeError(f"expects an iterable of awaitables, not {type(fs).__name__}")
    return _AsCompletedIterator(fs, timeout)


@types.coroutine
def _let_others_run():
    yield


async def sleep(delay, result=None):
    """Wait some seconds; 0 lets the others run once."""
    if delay <= 0:
        await _let_others_run()
        return result
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    loop = events.get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, futures._set_result_unless_cancelled, future, result)
    try:
        return await future
    finally:
        handle.cancel()


# --- gather and shield ---

class _GatheringFuture(futures.Future):
    """What gather() gives: cancelling it cancels the children, and it ends when they have."""

    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        # Every child must be asked, so no any().
        cancelled = [child.cancel(msg=msg) for child in self._children]
        if any(cancelled):
            self._cancel_requested = True
        return any(cancelled)


def gather(*coros_or_futures, return_exceptions=False):
    """A future of the list of all results, in the order of the arguments.

    The first exception is passed on, and the others go on; with return_exceptions they are results too.
    """
    if not coros_or_futures:
        empty = events.get_event_loop().create_future()
        empty.set_result([])
        return empty
    n_finished = n_futures = 0
    outer = None

    def _done_callback(future):
        nonlocal n_finished
        n_finished += 1
        if outer is None or outer.done():
            if not future.cancelled():
                future.exception()  # so that it counts as retrieved
            return
        if not return_exceptions:
            if future.cancelled():
                outer.set_exception(future._make_cancelled_error())
                return
            error = future.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if n_finished == n_futures:
            finish()

    def finish():
        results = []
        for each in children:
            if each.cancelled():
                message = each._cancel_message
                results.append(exceptions.CancelledError("" if message is None else message))
            else:
                error = each.exception()
                results.append(each.result() if error is None else error)
        if outer._cancel_requested:
            outer.set_exception(children[-1]._make_cancelled_error())
        else:
            outer.set_result(results)

    by_argument = {}
    children = []
    done_already = []
    loop = None
    for argument in coros_or_futures:
        if argument not in by_argument:
            future = ensure_future(argument, loop=loop)
            if loop is None:
                loop = futures._get_loop(future)
            if future is not argument:
                future._log_destroy_pending = False  # nobody else can see it
            n_futures += 1
            by_argument[argument] = future
            if future.done():
                done_already.append(future)
            else:
                future.add_done_callback(_done_callback)
        else:
            future = by_argument[argument]
        children.append(future)
    outer = _GatheringFuture(children, loop=loop)
    for future in done_already:
        _done_callback(future)
    return outer


def shield(arg):
    """Wait for a future; cancelling this wait does not cancel the future."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = futures._get_loop(inner).create_future()

    def _inner_done_callback(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()  # so that it counts as retrieved
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


def run_coroutine_threadsafe(coro, loop):
    """Run a coroutine in a loop that runs in another thread: a concurrent.futures.Future."""
    if not coroutines.iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    future = concurrent.futures.Future()

    def start():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
            raise

    loop.call_soon_threadsafe(start)
    return future
