"""Queues between processes.

A Queue is a pipe. put() only gives the object to a thread of its own process, the feeder, which pickles and
sends it; so put() never waits for the pipe, and a bounded semaphore counts what is under way.
"""

import collections
import errno
import os
import threading
import time
import weakref
from queue import Empty, Full
from types import GenericAlias

from . import connection, context
from .reduction import ForkingPickler, dumps_bytes
from .synchronize import SEM_VALUE_MAX
from .util import Finalize, debug, info, is_exiting, register_after_fork

__all__ = ["Queue", "SimpleQueue", "JoinableQueue"]

_SENTINEL = object()


class Queue:
    """A queue with a feeder thread."""

    def __init__(self, maxsize=0, *, ctx):
        self._maxsize = SEM_VALUE_MAX if maxsize <= 0 else maxsize
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = ctx.Lock()
        self._opid = os.getpid()
        self._wlock = ctx.Lock()
        self._sem = ctx.BoundedSemaphore(self._maxsize)
        self._ignore_epipe = False
        self._reset()
        register_after_fork(self, Queue._after_fork)

    def __getstate__(self):
        context.assert_spawning(self)
        return (self._ignore_epipe, self._maxsize, self._reader, self._writer, self._rlock, self._wlock, self._sem,
                self._opid)

    def __setstate__(self, state):
        (self._ignore_epipe, self._maxsize, self._reader, self._writer, self._rlock, self._wlock, self._sem,
         self._opid) = state
        self._reset()

    def _after_fork(self):
        debug("Queue._after_fork()")
        self._reset(after_fork=True)

    def _reset(self, after_fork=False):
        self._notempty = threading.Condition(threading.Lock())
        self._buffer = collections.deque()
        self._thread = None
        self._jointhread = None
        self._joincancelled = False
        self._closed = False
        self._close = None

    def put(self, obj, block=True, timeout=None):
        """Put an object in; wait while the queue is full."""
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._notempty:
            if self._thread is None:
                self._start_thread()
            self._buffer.append(obj)
            self._notempty.notify()

    def get(self, block=True, timeout=None):
        """Take an object out; wait while there is none."""
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if block and timeout is None:
            with self._rlock:
                data = self._reader.recv_bytes()
            self._sem.release()
        else:
            deadline = time.monotonic() + timeout if block else None
            if not self._rlock.acquire(block, timeout):
                raise Empty
            try:
                if block:
                    if not self._reader.poll(deadline - time.monotonic()):
                        raise Empty
                elif not self._reader.poll():
                    raise Empty
                data = self._reader.recv_bytes()
                self._sem.release()
            finally:
                self._rlock.release()
        return ForkingPickler.loads(data)

    def qsize(self):
        """How many there are, about."""
        return self._maxsize - self._sem._get_value()

    def empty(self):
        """Whether nothing can be taken out right now."""
        return not self._reader.poll()

    def full(self):
        """Whether there is no room."""
        return self._sem._get_value() == 0

    def get_nowait(self):
        """Take an object out, Empty if there is none."""
        return self.get(False)

    def put_nowait(self, obj):
        """Put an object in, Full if there is no room."""
        return self.put(obj, False)

    def close(self):
        """This process puts no more in."""
        self._closed = True
        close, self._close = self._close, None
        if close:
            close()

    def join_thread(self):
        """Wait until all is in the pipe."""
        assert self._closed, f"Queue {self!r} not closed"
        if self._jointhread:
            self._jointhread()

    def cancel_join_thread(self):
        """The process's end does not wait for that: what is not sent is lost."""
        self._joincancelled = True
        if self._jointhread is not None:
            self._jointhread.cancel()

    def _terminate_broken(self):
        """Nobody is there to read any more: the feeder gives up, in the middle of an object if need be."""
        self._reader.close()
        self.close()
        self.join_thread()

    def _start_thread(self):
        self._buffer.clear()
        thread = threading.Thread(
            target=Queue._feed,
            args=(self._buffer, self._notempty, self._send_bytes, self._wlock, self._reader.close, self._writer.close,
                  self._ignore_epipe, self._on_queue_feeder_error, self._sem),
            name="QueueFeederThread", daemon=True)
        thread.start()
        self._thread = thread
        if not self._joincancelled:
            self._jointhread = Finalize(self._thread, Queue._finalize_join, [weakref.ref(self._thread)],
                                        exitpriority=-5)
        self._close = Finalize(self, Queue._finalize_close, [self._buffer, self._notempty], exitpriority=10)

    def _send_bytes(self, data):
        self._writer.send_bytes(data)

    @staticmethod
    def _finalize_join(thread_reference):
        thread = thread_reference()
        if thread is not None:
            thread.join()

    @staticmethod
    def _finalize_close(buffer, notempty):
        with notempty:
            buffer.append(_SENTINEL)
            notempty.notify()

    @staticmethod
    def _feed(buffer, notempty, send_bytes, writelock, reader_close, writer_close, ignore_epipe, on_error, semaphore):
        """In the feeder thread."""
        while True:
            try:
                with notempty:
                    while not buffer:
                        notempty.wait()
                while buffer:
                    obj = buffer.popleft()
                    if obj is _SENTINEL:
                        reader_close()
                        writer_close()
                        return
                    data = ForkingPickler.dumps(obj)
                    with writelock:
                        send_bytes(data)
                obj = data = None
            except Exception as error:
                if ignore_epipe and getattr(error, "errno", 0) == errno.EPIPE:
                    return
                if is_exiting():
                    info("error in queue thread: %s", error)
                    return
                semaphore.release()  # it does not count as under way
                on_error(error, obj)

    @staticmethod
    def _on_queue_feeder_error(error, obj):
        """An object could not be sent."""
        import traceback
        traceback.print_exc()

    __class_getitem__ = classmethod(GenericAlias)


class JoinableQueue(Queue):
    """A queue with task_done() and join()."""

    def __init__(self, maxsize=0, *, ctx):
        super().__init__(maxsize, ctx=ctx)
        self._unfinished_tasks = ctx.Semaphore(0)
        self._cond = ctx.Condition()

    def __getstate__(self):
        return super().__getstate__() + (self._cond, self._unfinished_tasks)

    def __setstate__(self, state):
        super().__setstate__(state[:-2])
        self._cond, self._unfinished_tasks = state[-2:]

    def put(self, obj, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._notempty, self._cond:
            if self._thread is None:
                self._start_thread()
            self._buffer.append(obj)
            self._unfinished_tasks.release()
            self._notempty.notify()

    def task_done(self):
        """What was taken out is dealt with."""
        with self._cond:
            if not self._unfinished_tasks.acquire(False):
                raise ValueError("task_done() called too many times")
            if self._unfinished_tasks._get_value() == 0:
                self._cond.notify_all()

    def join(self):
        """Wait until all that was put in is dealt with."""
        with self._cond:
            if self._unfinished_tasks._get_value() != 0:
                self._cond.wait()


class SimpleQueue:
    """A pipe with a lock at each end."""

    def __init__(self, *, ctx):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock = ctx.Lock()
        self._wlock = ctx.Lock()

    def __getstate__(self):
        context.assert_spawning(self)
        return self._reader, self._writer, self._rlock, self._wlock

    def __setstate__(self, state):
        self._reader, self._writer, self._rlock, self._wlock = state

    def close(self):
        """Close both ends."""
        self._reader.close()
        self._writer.close()

    def empty(self):
        """Whether there is nothing to take out."""
        return not self._reader.poll()

    def get(self):
        """Take an object out; wait while there is none."""
        with self._rlock:
            data = self._reader.recv_bytes()
        return ForkingPickler.loads(data)

    def put(self, obj):
        """Put an object in."""
        data = dumps_bytes(obj)
        with self._wlock:
            self._writer.send_bytes(data)

    __class_getitem__ = classmethod(GenericAlias)
