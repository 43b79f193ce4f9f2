"""What objects that belong to a loop share."""

import os
import threading

from . import events

_lock = threading.Lock()


def _renew_lock():
    """In the child of a fork: whoever held it may not be there."""
    global _lock
    _lock = threading.Lock()


os.register_at_fork(after_in_child=_renew_lock)


class _LoopBoundMixin:
    """Belongs to the loop in which it first has to wait."""

    _loop = None

    def _get_loop(self):
        loop = events.get_running_loop()
        if self._loop is None:
            with _lock:
                if self._loop is None:
                    self._loop = loop
        if loop is not self._loop:
            raise RuntimeError(f"{self!r} is bound to a different event loop")
        return loop
