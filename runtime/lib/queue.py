"""Queues for threads."""

import threading
from _queue_errors import Empty
from _simple_queue import SimpleQueue
from collections import deque
from heapq import heappop, heappush
from time import monotonic as time
from types import GenericAlias as _GenericAlias

__all__ = ["Empty", "Full", "ShutDown", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class Full(Exception):
    """put_nowait() on a full queue, or put() that waited too long."""


class ShutDown(Exception):
    """put() or get() on a queue that has been shut down."""


class Queue:
    """First in, first out. One lock and three conditions: not empty, not full, all tasks done."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = threading.Lock()
        self.not_empty = threading.Condition(self.mutex)
        self.not_full = threading.Condition(self.mutex)
        self.all_tasks_done = threading.Condition(self.mutex)
        self.unfinished_tasks = 0
        self.is_shutdown = False

    def task_done(self):
        """Says that the work on one item is done."""
        with self.all_tasks_done:
            unfinished = self.unfinished_tasks - 1
            if unfinished < 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks = unfinished
            if unfinished == 0:
                self.all_tasks_done.notify_all()

    def join(self):
        """Waits until the work on every item is done."""
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def qsize(self):
        """How many items there are now."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Whether there are none now."""
        with self.mutex:
            return not self._qsize()

    def full(self):
        """Whether there is no room now."""
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        """Puts an item in, waiting for room if need be."""
        with self.not_full:
            if self.is_shutdown:
                raise ShutDown
            if self.maxsize > 0 and (timeout is not None or self._qsize() >= self.maxsize):
                self._wait(self.not_full, lambda: self._qsize() < self.maxsize, block, timeout, Full)
                if self.is_shutdown:
                    raise ShutDown
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        """Takes an item out, waiting for one if need be."""
        with self.not_empty:
            if self.is_shutdown and not self._qsize():
                raise ShutDown
            if timeout is not None or not self._qsize():
                self._wait(self.not_empty, self._qsize, block, timeout, Empty)
                if not self._qsize():
                    raise ShutDown
            item = self._get()
            self.not_full.notify()
            return item

    def _wait(self, condition, is_ready, block, timeout, error):
        """Waits, with the lock held, until is_ready() or the queue is shut down."""
        if not block:
            if not is_ready():
                raise error
            return
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        end = None if timeout is None else time() + timeout
        while not is_ready() and not self.is_shutdown:
            remaining = None if end is None else end - time()
            if remaining is not None and remaining <= 0:
                raise error
            condition.wait(remaining)

    def put_nowait(self, item):
        """Puts an item in, or raises Full."""
        return self.put(item, block=False)

    def get_nowait(self):
        """Takes an item out, or raises Empty."""
        return self.get(block=False)

    def shutdown(self, immediate=False):
        """Ends the queue: put() raises ShutDown from now on, get() when it is empty (or at once)."""
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    if self.unfinished_tasks > 0:
                        self.unfinished_tasks -= 1
                self.all_tasks_done.notify_all()
            self.not_empty.notify_all()
            self.not_full.notify_all()

    # What subclasses change.

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    __class_getitem__ = classmethod(_GenericAlias)


class PriorityQueue(Queue):
    """The smallest item first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()
