"""Future, what waits for futures, and what all executors share.

A future moves along one of these paths, under its condition's lock:

    PENDING -> RUNNING -> FINISHED
    PENDING -> CANCELLED -> CANCELLED_AND_NOTIFIED      when the executor comes across it

wait() and as_completed() hang a waiter on each future they are interested in. A waiter has an
event and collects the futures that end; what kinds there are differ in when they set the event.
"""

import collections
import logging
import threading
import time
import types

LOGGER = logging.getLogger("concurrent.futures")

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

PENDING = 'PENDING'
RUNNING = 'RUNNING'
CANCELLED = 'CANCELLED'
CANCELLED_AND_NOTIFIED = 'CANCELLED_AND_NOTIFIED'
FINISHED = 'FINISHED'

_NAMES = {PENDING: 'pending', RUNNING: 'running', CANCELLED: 'cancelled',
          CANCELLED_AND_NOTIFIED: 'cancelled', FINISHED: 'finished'}
_ENDED = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)


class Error(Exception):
    """What all errors about futures are."""


class CancelledError(Error):
    """The future was cancelled."""


TimeoutError = TimeoutError  # the built-in one


class InvalidStateError(Error):
    """The operation is not allowed in this state."""


class BrokenExecutor(RuntimeError):
    """The executor's workers failed; it accepts no more calls."""


class _Waiter:
    """Collects futures as they end; the event is set at each one."""

    def __init__(self):
        self.event = threading.Event()
        self.finished_futures = []

    def add(self, future):
        self.finished_futures.append(future)
        self.event.set()

    add_result = add_exception = add_cancelled = add


class _AsCompletedWaiter(_Waiter):
    """The same with a lock: as_completed() takes the list away while futures are added."""

    def __init__(self):
        super().__init__()
        self.lock = threading.Lock()

    def add(self, future):
        with self.lock:
            super().add(future)

    add_result = add_exception = add_cancelled = add


class _AllCompletedWaiter(_Waiter):
    """The event is set at the last of `n` futures, or at the first exception if asked to."""

    def __init__(self, n, stop_on_exception):
        super().__init__()
        self.n_pending = n
        self.stop_on_exception = stop_on_exception
        self.lock = threading.Lock()

    def _count(self):
        with self.lock:
            self.n_pending -= 1
            if not self.n_pending:
                self.event.set()

    def add_result(self, future):
        self.finished_futures.append(future)
        self._count()

    add_cancelled = add_result

    def add_exception(self, future):
        self.finished_futures.append(future)
        if self.stop_on_exception:
            self.event.set()
        else:
            self._count()


class _AllLocked:
    """Holds the locks of several futures, taken in one order, so that two such never deadlock."""

    def __init__(self, futures):
        self.futures = sorted(futures, key=id)

    def __enter__(self):
        for future in self.futures:
            future._condition.acquire()

    def __exit__(self, *args):
        for future in self.futures:
            future._condition.release()


def _add_waiter(futures, return_when):
    # The caller holds all the locks.
    if return_when == FIRST_COMPLETED:
        waiter = _Waiter()
    else:
        n = sum(f._state not in (CANCELLED_AND_NOTIFIED, FINISHED) for f in futures)
        if return_when == FIRST_EXCEPTION:
            waiter = _AllCompletedWaiter(n, stop_on_exception=True)
        elif return_when == ALL_COMPLETED:
            waiter = _AllCompletedWaiter(n, stop_on_exception=False)
        else:
            raise ValueError("Invalid return condition: %r" % return_when)
    _watch(futures, waiter)
    return waiter


def _watch(futures, waiter):
    for future in futures:
        future._waiters.append(waiter)


def _unwatch(futures, waiter):
    for future in futures:
        with future._condition:
            future._waiters.remove(waiter)


def _pop_each(futures, waiter, wanted):
    # Yields from the end, dropping every reference, so that a result dies when its user is done.
    while futures:
        future = futures[-1]
        for group in wanted:
            group.remove(future)
        with future._condition:
            future._waiters.remove(waiter)
        del future
        yield futures.pop()


def as_completed(fs, timeout=None):
    """Yield the futures as they complete, those that have completed already first.

    TimeoutError if not all have completed `timeout` seconds after the call.
    """
    if timeout is not None:
        end_time = timeout + time.monotonic()
    fs = set(fs)
    total = len(fs)
    with _AllLocked(fs):
        finished = {f for f in fs if f._state in (CANCELLED_AND_NOTIFIED, FINISHED)}
        pending = fs - finished
        waiter = _AsCompletedWaiter()
        _watch(fs, waiter)
    finished = list(finished)
    try:
        yield from _pop_each(finished, waiter, (fs,))
        while pending:
            left = None
            if timeout is not None:
                left = end_time - time.monotonic()
                if left < 0:
                    raise TimeoutError('%d (of %d) futures unfinished' % (len(pending), total))
            waiter.event.wait(left)
            with waiter.lock:
                finished = waiter.finished_futures
                waiter.finished_futures = []
                waiter.event.clear()
            finished.reverse()
            yield from _pop_each(finished, waiter, (fs, pending))
    finally:
        _unwatch(fs, waiter)


DoneAndNotDoneFutures = collections.namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait until futures complete: all, one, or one by raising. Two sets: done and not done."""
    fs = set(fs)
    with _AllLocked(fs):
        done = {f for f in fs if f._state in (CANCELLED_AND_NOTIFIED, FINISHED)}
        not_done = fs - done
        if return_when == FIRST_COMPLETED and done:
            return DoneAndNotDoneFutures(done, not_done)
        if return_when == FIRST_EXCEPTION and done:
            if any(f for f in done if not f.cancelled() and f.exception() is not None):
                return DoneAndNotDoneFutures(done, not_done)
        if len(done) == len(fs):
            return DoneAndNotDoneFutures(done, not_done)
        waiter = _add_waiter(fs, return_when)
    waiter.event.wait(timeout)
    _unwatch(fs, waiter)
    done.update(waiter.finished_futures)
    return DoneAndNotDoneFutures(done, fs - done)


class Future:
    """The result of a call that has not ended yet."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def _call_callbacks(self):
        for callback in self._done_callbacks:
            self._call_back(callback)

    def _call_back(self, callback):
        try:
            callback(self)
        except Exception:
            LOGGER.exception('exception calling callback for %r', self)

    def __repr__(self):
        with self._condition:
            about = f"<{type(self).__name__} at {id(self):#x} state={_NAMES[self._state]}"
            if self._state != FINISHED:
                return about + ">"
            if self._exception:
                return f"{about} raised {type(self._exception).__name__}>"
            return f"{about} returned {type(self._result).__name__}>"

    def cancel(self):
        """Cancel the call if it has not begun; whether it is cancelled."""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._call_callbacks()
        return True

    def cancelled(self):
        """Whether the call was cancelled."""
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        """Whether the call is being carried out."""
        with self._condition:
            return self._state == RUNNING

    def done(self):
        """Whether the call has ended or was cancelled."""
        with self._condition:
            return self._state in _ENDED

    def _outcome(self):
        # The result of a finished future; raises its exception.
        if self._exception:
            try:
                raise self._exception
            finally:
                # The traceback holds this frame: no cycle through it.
                self = None
        return self._result

    def add_done_callback(self, fn):
        """Call fn(future) when the call ends or is cancelled; at once if it has."""
        with self._condition:
            if self._state not in _ENDED:
                self._done_callbacks.append(fn)
                return
        self._call_back(fn)

    def _wait(self, timeout):
        # The lock is held. Waits until the future has ended: whether it was not cancelled.
        if self._state not in _ENDED:
            self._condition.wait(timeout)
        if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        """The result, or the exception raised; waits at most `timeout` seconds for it."""
        try:
            with self._condition:
                self._wait(timeout)
                return self._outcome()
        finally:
            self = None

    def exception(self, timeout=None):
        """The exception the call raised, None if none; waits as result() does."""
        with self._condition:
            self._wait(timeout)
            return self._exception

    # What executors call.

    def set_running_or_notify_cancel(self):
        """The call is about to begin: False if it was cancelled and must not."""
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.add_cancelled(self)
                return False
            if self._state == PENDING:
                self._state = RUNNING
                return True
            LOGGER.critical('Future %s in unexpected state: %s', id(self), self._state)
            raise RuntimeError('Future in unexpected state')

    def _finish(self, result, exception):
        with self._condition:
            if self._state in _ENDED:
                raise InvalidStateError('{}: {!r}'.format(self._state, self))
            self._result = result
            self._exception = exception
            self._state = FINISHED
            for waiter in self._waiters:
                if exception is None:
                    waiter.add_result(self)
                else:
                    waiter.add_exception(self)
            self._condition.notify_all()
        self._call_callbacks()

    def set_result(self, result):
        """The call returned `result`."""
        self._finish(result, None)

    def set_exception(self, exception):
        """The call raised `exception`."""
        self._finish(None, exception)

    __class_getitem__ = classmethod(types.GenericAlias)


class Executor:
    """What carries out calls: the face of all executors."""

    def submit(self, fn, /, *args, **kwargs):
        """Have fn(*args, **kwargs) called: its future."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """The results of fn for the items of the iterables, in their order.

        All calls are submitted at once. `timeout` seconds after this call, a result that is not
        there yet is a TimeoutError. `chunksize` matters to processes only.
        """
        if timeout is not None:
            end_time = timeout + time.monotonic()
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def result_iterator():
            try:
                futures.reverse()
                while futures:
                    left = None if timeout is None else end_time - time.monotonic()
                    # No reference to the future or its result stays behind.
                    yield _result_or_cancel(futures.pop(), left)
            finally:
                for future in futures:
                    future.cancel()
        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """No more calls; with `wait`, until those submitted have ended."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _result_or_cancel(future, timeout):
    try:
        try:
            return future.result(timeout)
        finally:
            future.cancel()
    finally:
        del future
