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
    from _posix_spawn import spawn
    return spawn(tuple(command), None, None, (), tuple(dict.fromkeys(fds)), False, False, -1, -1)
