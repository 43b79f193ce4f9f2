"""A child that begins anew: a new interpreter that is told by a pipe what to run."""

import io
import os

from . import context, heap, popen_fork, reduction, spawn, util

__all__ = ["Popen"]


class Popen(popen_fork.Popen):
    """The running child."""

    method = "spawn"

    def __init__(self, process_obj):
        self._fds = []
        super().__init__(process_obj)

    def duplicate_for_child(self, fd):
        self._fds.append(fd)
        return fd

    def _launch(self, process_obj):
        heap._note_process()
        data = self._pickled(process_obj)
        parent_read, child_write = os.pipe()
        child_read, parent_write = os.pipe()
        try:
            command = spawn.get_command_line(pipe_handle=child_read, parent_pid=os.getpid())
            self.pid = _spawn(command, [*self._fds, child_read, child_write])
            self.sentinel = parent_read
            with open(parent_write, "wb", closefd=False) as to_child:
                to_child.write(data)
        finally:
            self.finalizer = util.Finalize(self, util.close_fds, (parent_read, parent_write))
            os.close(child_read)
            os.close(child_write)

    def _pickled(self, process_obj):
        """What the child is told; the descriptors that belong to it are noted on the way."""
        preparation = spawn.get_preparation_data(process_obj._name)
        stream = io.BytesIO()
        context.set_spawning_popen(self)
        try:
            reduction.dump(preparation, stream)
            reduction.dump(process_obj, stream)
        finally:
            context.set_spawning_popen(None)
        return stream.getvalue()


def _spawn(command, fds):
    """Run a program that inherits these descriptors; its number."""
    import _posix_files
    fds = list(dict.fromkeys(fds))
    before = [os.get_inheritable(fd) for fd in fds]
    try:
        for fd in fds:
            os.set_inheritable(fd, True)
        return _posix_files.spawn(command, None, None, (-1, -1, -1), False)
    finally:
        for fd, inheritable in zip(fds, before):
            os.set_inheritable(fd, inheritable)
