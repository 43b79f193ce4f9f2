"""A child that begins anew: a new interpreter that is told by a pipe what to run."""

import os

from . import heap, popen_fork, reduction, resource_tracker, spawn, util

__all__ = ["Popen"]


class Popen(popen_fork.Popen):
    """The running child."""

    method = "spawn"
    DupFd = reduction.InheritedFd

    def __init__(self, process_obj):
        self._fds = []
        super().__init__(process_obj)

    def duplicate_for_child(self, fd):
        self._fds.append(fd)
        return fd

    def _launch(self, process_obj):
        heap._note_process()
        tracker_fd = resource_tracker.getfd()
        data = spawn.pickle_process(process_obj, self)
        with popen_fork._launch_lock:
            parent_read, child_write = os.pipe()
            child_read, parent_write = os.pipe()
            self.finalizer = util.Finalize(self, util.close_fds, (parent_read, parent_write))
            try:
                command = spawn.get_command_line(tracker_fd=tracker_fd, pipe_handle=child_read)
                self.pid = util.spawnv_passfds(command, [*self._fds, tracker_fd, child_read, child_write])
            except BaseException:
                self.finalizer()
                raise
            finally:
                util.close_fds(child_read, child_write)
        self.sentinel = parent_read
        popen_fork.tell_child(parent_write, data)
