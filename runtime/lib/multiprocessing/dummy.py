"""The same tools for threads."""

import threading

from .process import current_process

__all__ = ["DummyProcess", "Pool"]


class DummyProcess(threading.Thread):
    """A thread that looks like a Process."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        super().__init__(group, target, name, args, kwargs)
        self._pid = None
        self._parent = current_process()

    @property
    def exitcode(self):
        """0 when it has ended."""
        return 0 if self._started.is_set() and not self.is_alive() else None


Process = DummyProcess


def Pool(processes=None, initializer=None, initargs=()):
    """Threads that carry out calls."""
    from .pool import ThreadPool
    return ThreadPool(processes, initializer, initargs)
