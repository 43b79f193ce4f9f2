"""A child made by fork()."""

import atexit
import os
import signal
import sys
import threading

import _fork

from . import util

__all__ = ["Popen"]

# One child at a time: no other inherits the ends of pipes that are this one's, and keeps them open.
_launch_lock = threading.Lock()


def _renew_lock():
    global _launch_lock
    _launch_lock = threading.Lock()


os.register_at_fork(after_in_child=_renew_lock)


def run_child(function, *arguments):
    """In a child that was forked: function(*arguments) gives the exit status; what it registers for the end is called."""
    code = 1
    _fork.forget_output()  # other threads may have printed since it was flushed
    try:
        atexit._clear()
        atexit.register(util._exit_function)
        code = function(*arguments)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        try:
            atexit._run_exitfuncs()
            util._flush_std_streams()
        finally:
            os._exit(code)


def _bootstrap(process_obj, parent_sentinel, *parents_ends):
    util.close_fds(*parents_ends)
    return process_obj._bootstrap(parent_sentinel)


def tell_child(fd, data):
    """Write to the pipe that a child reads first what it is to be."""
    try:
        with open(fd, "wb", closefd=False) as to_child:
            to_child.write(data)
    except BrokenPipeError:
        pass  # it has ended already, as its exit status is going to say


class Popen:
    """The running child: pid, returncode, and a descriptor that tells of its end."""

    method = "fork"

    def __init__(self, process_obj):
        util._flush_std_streams()
        self.returncode = None
        self.finalizer = None
        self._launch(process_obj)

    def duplicate_for_child(self, fd):
        """A descriptor as the child is going to know it."""
        return fd

    def poll(self, flag=os.WNOHANG):
        """The exit status, None while it runs."""
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, flag)
            except OSError:
                return None  # somebody else has waited for it
            if pid == self.pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout=None):
        """Wait for the end, at most timeout seconds."""
        if self.returncode is None:
            if timeout is not None:
                from .connection import wait
                if not wait([self.sentinel], timeout):
                    return None
            return self.poll(os.WNOHANG if timeout == 0.0 else 0)
        return self.returncode

    def _send_signal(self, number):
        if self.returncode is None:
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                pass
            except OSError:
                if self.wait(timeout=0.1) is None:
                    raise

    def interrupt(self):
        """Send SIGINT."""
        self._send_signal(signal.SIGINT)

    def terminate(self):
        """Send SIGTERM."""
        self._send_signal(signal.SIGTERM)

    def kill(self):
        """Send SIGKILL."""
        self._send_signal(signal.SIGKILL)

    def _launch(self, process_obj):
        # Each side holds the end of a pipe that the other watches: its end is seen when it is closed.
        with _launch_lock:
            parent_read, child_write = os.pipe()
            child_read, parent_write = os.pipe()
            try:
                self.pid = os.fork()
            except BaseException:
                util.close_fds(parent_read, parent_write, child_read, child_write)
                raise
            if self.pid == 0:
                run_child(_bootstrap, process_obj, child_read, parent_read, parent_write)
            util.close_fds(child_write, child_read)
        self.finalizer = util.Finalize(self, util.close_fds, (parent_read, parent_write))
        self.sentinel = parent_read

    def close(self):
        """Free the descriptors."""
        if self.finalizer is not None:
            self.finalizer()
