"""Future: a result that is not there yet, for one loop.

The class is native (_asyncio); here are its words, and how futures of loops and of threads are joined.
"""

import concurrent.futures
import logging
import reprlib
from _asyncio import Future

from . import events, exceptions, format_helpers

__all__ = ("Future", "wrap_future", "isfuture")

_PENDING = "PENDING"
_CANCELLED = "CANCELLED"
_FINISHED = "FINISHED"
STACK_DEBUG = logging.DEBUG - 1


def isfuture(obj):
    """Whether obj is a Future, or behaves like one."""
    return hasattr(obj.__class__, "_asyncio_future_blocking") and obj._asyncio_future_blocking is not None


def _format_callbacks(callbacks):
    """The callbacks of a future: the first and the last, and how many are between."""
    def shown(callback):
        return format_helpers._format_callback_source(callback, ())

    size = len(callbacks)
    if size == 1:
        text = shown(callbacks[0][0])
    elif size == 2:
        text = f"{shown(callbacks[0][0])}, {shown(callbacks[1][0])}"
    elif size > 2:
        text = f"{shown(callbacks[0][0])}, <{size - 2} more>, {shown(callbacks[-1][0])}"
    else:
        text = ""
    return f"cb=[{text}]"


def _future_repr_info(future):
    """The words of a future's repr, which another thread may be about to end: each attribute is read once."""
    state = future._state
    info = [state.lower()]
    if state == _FINISHED:
        error = future._exception
        info.append(f"result={reprlib.repr(future._result)}" if error is None else f"exception={error!r}")
    callbacks = future._callbacks
    if callbacks:
        info.append(_format_callbacks(callbacks))
    if future._source_traceback:
        frame = future._source_traceback[-1]
        info.append(f"created at {frame[0]}:{frame[1]}")
    return info


@reprlib.recursive_repr()
def _future_repr(future):
    return f"<{future.__class__.__name__} {' '.join(_future_repr_info(future))}>"


def _report_unretrieved(future):
    """The future goes, and nobody has asked for its exception."""
    context = {
        "message": f"{future.__class__.__name__} exception was never retrieved",
        "exception": future._exception,
        "future": future,
    }
    if future._source_traceback:
        context["source_traceback"] = future._source_traceback
    future._loop.call_exception_handler(context)


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


def _get_loop(future):
    if isinstance(future, Future):
        return future._loop
    try:
        return future.get_loop()
    except AttributeError:
        return future._loop


def _as_asyncio_exception(error):
    """The exception of a thread's future as one of asyncio's."""
    if type(error) is concurrent.futures.CancelledError:
        return exceptions.CancelledError(*error.args).with_traceback(error.__traceback__)
    if type(error) is concurrent.futures.InvalidStateError:
        return exceptions.InvalidStateError(*error.args).with_traceback(error.__traceback__)
    return error


def _copy_state(source, target):
    """The outcome of one future becomes that of another."""
    if target.cancelled():
        return
    if source.cancelled():
        target.cancel()
        return
    error = source.exception()
    if error is not None:
        target.set_exception(_as_asyncio_exception(error))
    else:
        target.set_result(source.result())


def _set_concurrent_state(concurrent_future, source):
    """The outcome of a loop's future becomes that of a thread's."""
    if source.cancelled():
        concurrent_future.cancel()
    if not concurrent_future.set_running_or_notify_cancel():
        return
    error = source.exception()
    if error is not None:
        if type(error) is exceptions.CancelledError:
            error = concurrent.futures.CancelledError(*error.args)
        concurrent_future.set_exception(error)
    else:
        concurrent_future.set_result(source.result())


def _chain_future(source, destination):
    """Make the outcome of source that of destination, and a cancellation go the other way."""
    source_loop = _get_loop(source) if isfuture(source) else None
    target_loop = _get_loop(destination) if isfuture(destination) else None

    def _set_state(future, other):
        if isfuture(future):
            _copy_state(other, future)
        else:
            _set_concurrent_state(future, other)

    def _call_check_cancel(destination):
        if destination.cancelled():
            if source_loop is None or source_loop is target_loop:
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def _call_set_state(source):
        if destination.cancelled() and target_loop is not None and target_loop.is_closed():
            return
        if target_loop is None or target_loop is source_loop:
            _set_state(destination, source)
        elif not target_loop.is_closed():
            target_loop.call_soon_threadsafe(_set_state, destination, source)

    destination.add_done_callback(_call_check_cancel)
    source.add_done_callback(_call_set_state)


def wrap_future(future, *, loop=None):
    """A future of this loop for a concurrent.futures.Future."""
    if isfuture(future):
        return future
    assert isinstance(future, concurrent.futures.Future), f"concurrent.futures.Future is expected, got {future!r}"
    new = (events.get_event_loop() if loop is None else loop).create_future()
    _chain_future(future, new)
    return new
