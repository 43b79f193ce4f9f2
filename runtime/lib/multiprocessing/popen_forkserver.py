"""A child that the fork server forks: it is told by a pipe what to run."""

import os

from . import forkserver, heap, popen_fork, spawn, util
from .connection import wait

__all__ = ["Popen"]


class _ReceivedFd:
    """A descriptor that the child has received, by its place among them."""

    def __init__(self, place):
        self.place = place

    def detach(self):
        """The descriptor."""
        return forkserver.get_inherited_fds()[self.place]


class Popen(popen_fork.Popen):
    """The running child. It is the server's, which sends its number and later its exit status."""

    method = "forkserver"
    DupFd = _ReceivedFd

    def __init__(self, process_obj):
        self._fds = []
        super().__init__(process_obj)

    def duplicate_for_child(self, fd):
        self._fds.append(fd)
        return len(self._fds) - 1

    def _launch(self, process_obj):
        heap._note_process()
        data = spawn.pickle_process(process_obj, self)
        self.sentinel, to_child = forkserver.connect_to_new_process(self._fds)
        self.finalizer = util.Finalize(self, util.close_fds, (to_child, self.sentinel))
        popen_fork.tell_child(to_child, data)
        try:
            self.pid = forkserver.read_number(self.sentinel)
        except EOFError:
            raise ChildProcessError("the fork server ended before it had started the process") from None

    def poll(self, flag=os.WNOHANG):
        if self.returncode is None:
            if not wait([self.sentinel], 0 if flag == os.WNOHANG else None):
                return None
            try:
                self.returncode = forkserver.read_number(self.sentinel)
            except (OSError, EOFError):
                self.returncode = 255  # the server has ended, and nobody knows
        return self.returncode
