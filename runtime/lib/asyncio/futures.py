"""Future: a result that is not there yet, for one loop."""

import concurrent.futures
import contextvars
import logging
import reprlib
import sys
from types import GenericAlias

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
    """The words of a future's repr."""
    info = [future._state.lower()]
    if future._state == _FINISHED:
        if future._exception is not None:
            info.append(f"exception={future._exception!r}")
        else:
            info.append(f"result={reprlib.repr(future._result)}")
    if future._callbacks:
        info.append(_format_callbacks(future._callbacks))
    if future._source_traceback:
        frame = future._source_traceback[-1]
        info.append(f"created at {frame[0]}:{frame[1]}")
    return info


@reprlib.recursive_repr()
def _future_repr(future):
    return f"<{future.__class__.__name__} {' '.join(future._repr_info())}>"


class Future:
    """A result that will be there later, or an exception; it can be awaited.

    Unlike concurrent.futures.Future it belongs to one loop, and its callbacks are called by that loop.
    """

    _state = _PENDING
    _result = None
    _exception = None
    _loop = None
    _source_traceback = None
    _cancel_message = None
    _cancelled_exc = None
    # None: no future; True: it was yielded by `await` and nobody waits for it yet.
    _asyncio_future_blocking = False
    _log_exception = False  # nobody has asked for the exception so far

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []
        if self._loop._debug:
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))

    _repr_info = _future_repr_info
    __repr__ = _future_repr
    __class_getitem__ = classmethod(GenericAlias)

    def __del__(self):
        if not self._log_exception:
            return
        context = {
            "message": f"{self.__class__.__name__} exception was never retrieved",
            "exception": self._exception,
            "future": self,
        }
        if self._source_traceback:
            context["source_traceback"] = self._source_traceback
        self._loop.call_exception_handler(context)

    @property
    def _log_traceback(self):
        return self._log_exception

    @_log_traceback.setter
    def _log_traceback(self, value):
        if value:
            raise ValueError("_log_traceback can only be set to False")
        self._log_exception = False

    def get_loop(self):
        """The loop the future belongs to."""
        if self._loop is None:
            raise RuntimeError("Future object is not initialized.")
        return self._loop

    def _make_cancelled_error(self):
        """The exception that says so; the one a task ended with, the first time."""
        if self._cancelled_exc is not None:
            error, self._cancelled_exc = self._cancelled_exc, None
            return error
        if self._cancel_message is None:
            return exceptions.CancelledError()
        return exceptions.CancelledError(self._cancel_message)

    def cancel(self, msg=None):
        """Cancel the future, unless it is done; whether it was cancelled."""
        self._log_exception = False
        if self._state != _PENDING:
            return False
        self._state = _CANCELLED
        self._cancel_message = msg
        self._schedule_callbacks()
        return True

    def _schedule_callbacks(self):
        callbacks, self._callbacks = self._callbacks, []
        for callback, context in callbacks:
            self._loop.call_soon(callback, self, context=context)

    def cancelled(self):
        """Whether the future was cancelled."""
        return self._state == _CANCELLED

    def done(self):
        """Whether there is a result or an exception, or it was cancelled."""
        return self._state != _PENDING

    def result(self):
        """The result; raises the exception if there is one."""
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError("Result is not set.")
        self._log_exception = False
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception_tb)
        return self._result

    def exception(self):
        """The exception, None if there is a result."""
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError("Exception is not set.")
        self._log_exception = False
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        """Have the loop call fn(future) when it is done."""
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
        else:
            self._callbacks.append((fn, contextvars.copy_context() if context is None else context))

    def remove_done_callback(self, fn):
        """Take a callback away; how often it was there."""
        kept = [pair for pair in self._callbacks if pair[0] != fn]
        removed = len(self._callbacks) - len(kept)
        if removed:
            self._callbacks[:] = kept
        return removed

    def set_result(self, result):
        """The future is done with this result."""
        if self._state != _PENDING:
            raise exceptions.InvalidStateError("invalid state")
        self._result = result
        self._state = _FINISHED
        self._schedule_callbacks()

    def set_exception(self, exception):
        """The future is done with this exception."""
        if self._state != _PENDING:
            raise exceptions.InvalidStateError("invalid state")
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            replacement = RuntimeError("StopIteration interacts badly with generators and cannot be raised into a "
                                       "Future")
            replacement.__cause__ = replacement.__context__ = exception
            exception = replacement
        if not isinstance(exception, BaseException):
            raise TypeError("invalid exception object")
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._state = _FINISHED
        self._schedule_callbacks()
        self._log_exception = True

    def __await__(self):
        if self._state == _PENDING:
            self._asyncio_future_blocking = True
            yield self  # to the task, which goes on when the future is done
        if self._state == _PENDING:
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


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

    def set_state(future, other):
        if isfuture(future):
            _copy_state(other, future)
        else:
            _set_concurrent_state(future, other)

    def on_target_done(destination):
        if destination.cancelled():
            if source_loop is None or source_loop is target_loop:
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def on_source_done(source):
        if destination.cancelled() and target_loop is not None and target_loop.is_closed():
            return
        if target_loop is None or target_loop is source_loop:
            set_state(destination, source)
        elif not target_loop.is_closed():
            target_loop.call_soon_threadsafe(set_state, destination, source)

    destination.add_done_callback(on_target_done)
    source.add_done_callback(on_source_done)


def wrap_future(future, *, loop=None):
    """A future of this loop for a concurrent.futures.Future."""
    if isfuture(future):
        return future
    assert isinstance(future, concurrent.futures.Future), f"concurrent.futures.Future is expected, got {future!r}"
    new = (events.get_event_loop() if loop is None else loop).create_future()
    _chain_future(future, new)
    return new
