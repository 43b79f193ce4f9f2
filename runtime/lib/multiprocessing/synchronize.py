"""Locks and their like between processes.

Everything is made of semaphores of the system, which lie in shared memory (heap). A semaphore knows who has
it only in the process that has it, which is enough to say that nobody else in that process may release it.
"""

import threading
import time

import _multiprocessing

from . import context, heap, process, util

__all__ = ["Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event", "Barrier"]

RECURSIVE_MUTEX, SEMAPHORE = 0, 1
SEM_VALUE_MAX = _multiprocessing.SEM_VALUE_MAX


class SemLock:
    """A semaphore, or a lock that its owner may take again."""

    def __init__(self, kind, value, maxvalue, *, ctx):
        self._block = heap.BufferWrapper(_multiprocessing.SEM_SIZE)
        self._kind = kind
        self._maxvalue = maxvalue
        self._is_inherited = ctx.get_start_method() == "fork"
        self._set_up()
        _multiprocessing.sem_create(self._mapping, self._offset, value)

    def _set_up(self):
        self._mapping = self._block.arena.mapping
        self._offset = self._block.start
        self._forget_owner()
        util.register_after_fork(self, SemLock._forget_owner)

    def _forget_owner(self):
        self._owner = None  # the thread of this process that has it
        self._count = 0  # how many times

    def __getstate__(self):
        context.assert_spawning(self)
        if self._is_inherited:  # here it could be sent; in CPython it has a name only until it is made
            raise RuntimeError("A SemLock created in a fork context is being shared with a process in a spawn context. "
                               "This is not supported. Please use the same context to create multiprocessing objects "
                               "and Process.")
        return self._block, self._kind, self._maxvalue

    def __setstate__(self, state):
        self._block, self._kind, self._maxvalue = state
        self._is_inherited = False
        self._set_up()

    def _is_mine(self):
        return self._count > 0 and self._owner == threading.get_ident()

    def _get_value(self):
        return _multiprocessing.sem_value(self._mapping, self._offset)

    def acquire(self, block=True, timeout=None):
        """Take one, waiting for it if need be; whether it was taken."""
        if self._kind == RECURSIVE_MUTEX and self._is_mine():
            self._count += 1
            return True
        if not block:
            timeout = 0
        elif timeout is not None:
            timeout = max(timeout, 0)
        if not _multiprocessing.sem_acquire(self._mapping, self._offset, timeout):
            return False
        self._owner = threading.get_ident()
        self._count += 1
        return True

    def release(self):
        """Put one back."""
        if self._kind == RECURSIVE_MUTEX:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._count > 1:
                self._count -= 1
                return
        elif self._get_value() >= self._maxvalue:
            raise ValueError("semaphore or lock released too many times")
        self._count -= 1
        _multiprocessing.sem_release(self._mapping, self._offset)

    def locked(self):
        """Whether nobody can take it now."""
        return self._get_value() == 0

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *exc_info):
        self.release()

    def _owner_name(self):
        """Who has it, for repr()."""
        try:
            if self._is_mine():
                name = process.current_process().name
                if threading.current_thread().name != "MainThread":
                    name += "|" + threading.current_thread().name
                return name
            if self._get_value() == 1:
                return "None"
            return "SomeOtherThread" if self._count > 0 else "SomeOtherProcess"
        except Exception:
            return "unknown"


class Semaphore(SemLock):
    """A semaphore."""

    def __init__(self, value=1, *, ctx):
        super().__init__(SEMAPHORE, value, SEM_VALUE_MAX, ctx=ctx)

    def get_value(self):
        """How many there are."""
        return self._get_value()

    def __repr__(self):
        return f"<{self.__class__.__name__}(value={self._get_value()})>"


class BoundedSemaphore(Semaphore):
    """A semaphore that never exceeds its first value."""

    def __init__(self, value=1, *, ctx):
        SemLock.__init__(self, SEMAPHORE, value, value, ctx=ctx)

    def __repr__(self):
        return f"<{self.__class__.__name__}(value={self._get_value()}, maxvalue={self._maxvalue})>"


class Lock(SemLock):
    """A lock."""

    def __init__(self, *, ctx):
        super().__init__(SEMAPHORE, 1, 1, ctx=ctx)

    def __repr__(self):
        return f"<{self.__class__.__name__}(owner={self._owner_name()})>"


class RLock(SemLock):
    """A lock that its owner may take again."""

    def __init__(self, *, ctx):
        super().__init__(RECURSIVE_MUTEX, 1, 1, ctx=ctx)

    def __repr__(self):
        name = self._owner_name()
        count = self._count if self._is_mine() else 0 if name == "None" else "nonzero"
        return f"<{self.__class__.__name__}({name}, {count})>"


class Condition:
    """A condition: a lock, and three semaphores that count who sleeps, who woke, and who may wake."""

    def __init__(self, lock=None, *, ctx):
        self._lock = lock or ctx.RLock()
        self._sleeping_count = ctx.Semaphore(0)
        self._woken_count = ctx.Semaphore(0)
        self._wait_semaphore = ctx.Semaphore(0)
        self._make_methods()

    def __getstate__(self):
        context.assert_spawning(self)
        return self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore

    def __setstate__(self, state):
        self._lock, self._sleeping_count, self._woken_count, self._wait_semaphore = state
        self._make_methods()

    def _make_methods(self):
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc_info):
        return self._lock.__exit__(*exc_info)

    def __repr__(self):
        waiters = self._sleeping_count._get_value() - self._woken_count._get_value()
        return f"<{self.__class__.__name__}({self._lock}, {waiters})>"

    def wait(self, timeout=None):
        """Give the lock up, wait for notify(), take the lock again; whether it was notified."""
        assert self._lock._is_mine(), "must acquire() condition before using wait()"
        self._sleeping_count.release()
        count = self._lock._count
        for _ in range(count):
            self._lock.release()
        try:
            return self._wait_semaphore.acquire(True, timeout)
        finally:
            self._woken_count.release()
            for _ in range(count):
                self._lock.acquire()

    def notify(self, n=1):
        """Wake n processes that wait."""
        assert self._lock._is_mine(), "lock is not owned"
        assert not self._wait_semaphore.acquire(False), "notify: Should not have been able to acquire + _wait_semaphore"
        # Those whose wait timed out do not sleep any more.
        while self._woken_count.acquire(False):
            slept = self._sleeping_count.acquire(False)
            assert slept, "notify: Bug in sleeping_count.acquire- res should not be False"
        sleepers = 0
        while sleepers < n and self._sleeping_count.acquire(False):
            self._wait_semaphore.release()
            sleepers += 1
        if sleepers:
            for _ in range(sleepers):
                self._woken_count.acquire()
            # Somebody may have timed out between: its wake-up is not for the next.
            while self._wait_semaphore.acquire(False):
                pass

    def notify_all(self):
        """Wake all that wait."""
        self.notify(n=SEM_VALUE_MAX)

    def wait_for(self, predicate, timeout=None):
        """Wait until predicate() is true, at most timeout seconds; its last value."""
        result = predicate()
        end = None if timeout is None else time.monotonic() + timeout
        left = None
        while not result:
            if end is not None:
                left = end - time.monotonic()
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result


class Event:
    """A flag to wait for: a semaphore that is 1 when it is set."""

    def __init__(self, *, ctx):
        self._cond = ctx.Condition(ctx.Lock())
        self._flag = ctx.Semaphore(0)

    def _look(self):
        if self._flag.acquire(False):
            self._flag.release()
            return True
        return False

    def is_set(self):
        """Whether it is set."""
        with self._cond:
            return self._look()

    def set(self):
        """Set it and wake all that wait."""
        with self._cond:
            self._flag.acquire(False)
            self._flag.release()
            self._cond.notify_all()

    def clear(self):
        """Take it down."""
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        """Wait until it is set, at most timeout seconds; whether it is."""
        with self._cond:
            if not self._look():
                self._cond.wait(timeout)
            return self._look()

    def __repr__(self):
        return f"<{type(self).__qualname__} at {id(self):#x} {'set' if self.is_set() else 'unset'}>"


class Barrier(threading.Barrier):
    """Where processes wait for each other: threading's, with its two numbers in shared memory."""

    def __init__(self, parties, action=None, timeout=None, *, ctx):
        self.__setstate__((parties, action, timeout, ctx.Condition(), heap.BufferWrapper(16)))
        self._state = 0
        self._count = 0

    def __setstate__(self, state):
        self._parties, self._action, self._timeout, self._cond, self._wrapper = state
        self._numbers = self._wrapper.create_memoryview().cast("i")

    def __getstate__(self):
        return self._parties, self._action, self._timeout, self._cond, self._wrapper

    @property
    def _state(self):
        return self._numbers[0]

    @_state.setter
    def _state(self, value):
        self._numbers[0] = value

    @property
    def _count(self):
        return self._numbers[1]

    @_count.setter
    def _count(self, value):
        self._numbers[1] = value
