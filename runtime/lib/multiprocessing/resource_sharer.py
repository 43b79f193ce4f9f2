"""Descriptors for processes that run already: a thread of this one hands them out.

What is pickled is an address and a number; whoever unpickles it connects and receives the descriptor, once.
"""

import os
import threading

from . import process, reduction, util
from .connection import Client, Listener

__all__ = ["stop", "DupFd"]


class DupFd:
    """A descriptor that another process fetches."""

    def __init__(self, fd):
        copy = os.dup(fd)
        self._place = _resource_sharer.register(copy)

    def detach(self):
        """The descriptor, here."""
        address, number = self._place
        with Client(address, authkey=process.current_process().authkey) as connection:
            connection.send(number)
            return reduction.recv_handle(connection)


class _ResourceSharer:
    """The descriptors of this process that wait to be fetched."""

    def __init__(self):
        self._lock = threading.Lock()
        self._begin_anew()
        util.register_after_fork(self, _ResourceSharer._after_fork)

    def _begin_anew(self):
        self._waiting = {}
        self._next = 0
        self._listener = self._thread = None

    def register(self, fd):
        """(address, number) to fetch the descriptor with, which belongs to this object from now on."""
        with self._lock:
            if self._listener is None:
                self._listener = Listener(authkey=process.current_process().authkey, backlog=128)
                self._thread = threading.Thread(target=self._serve, args=(self._listener,), daemon=True)
                self._thread.start()
            self._next += 1
            self._waiting[self._next] = fd
            return self._listener.address, self._next

    def stop(self, timeout=None):
        """End the thread; what was not fetched is closed."""
        with self._lock:
            if self._listener is None:
                return
            with Client(self._listener.address, authkey=process.current_process().authkey) as connection:
                connection.send(None)
            self._thread.join(timeout)
            self._listener.close()
            util.close_fds(*self._waiting.values())
            self._begin_anew()

    def _serve(self, listener):
        while True:
            try:
                with listener.accept() as connection:
                    number = connection.recv()
                    if number is None:
                        return
                    fd = self._waiting.pop(number)
                    try:
                        reduction.send_handle(connection, fd, None)
                    finally:
                        os.close(fd)
            except Exception as error:
                util.info("a descriptor was not handed out: %s", error)

    def _after_fork(self):
        """In a forked child: these are its parent's."""
        util.close_fds(*self._waiting.values())
        if self._listener is not None:
            self._listener._listener._unlink = None  # the parent goes on using it
            self._listener.close()
        self._lock = threading.Lock()
        self._begin_anew()


_resource_sharer = _ResourceSharer()
stop = _resource_sharer.stop
