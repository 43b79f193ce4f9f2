"""The resource tracker: a process that deletes the shared memory that a program has left behind.

Memory with a name lives until somebody unlinks it, also when the program that made it was killed. So each name
is told to the tracker, by a pipe whose end this process and all its children hold. When that has no other end
any more, they have all gone: the tracker deletes what was not unlinked, says so, and ends.
"""

import os
import signal
import sys
import threading
import warnings

import _multiprocessing

from . import spawn, util

__all__ = ["ensure_running", "register", "unregister"]

_CLEANUP_FUNCS = {"noop": lambda name: None, "shared_memory": _multiprocessing.shm_unlink}

_IGNORED_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class ResourceTracker:
    """What a process knows of its tracker."""

    def __init__(self):
        self._lock = threading.RLock()
        self._fd = None
        self._pid = None  # None also in children, which use their parent's

    def getfd(self):
        """The pipe to the tracker, which is started if need be."""
        self.ensure_running()
        return self._fd

    def ensure_running(self):
        """Start the tracker unless it runs."""
        with self._lock:
            if self._fd is not None:
                if self._check_alive():
                    return
                os.close(self._fd)
                self._reap()
                warnings.warn("resource_tracker: process died unexpectedly, relaunching.  Some resources might leak.")
            read, write = os.pipe()
            try:
                code = f"from multiprocessing.resource_tracker import main; main({read})"
                # What is meant for everybody, as Ctrl-C is, must not end it before it can say that it ignores it.
                before = signal.pthread_sigmask(signal.SIG_BLOCK, _IGNORED_SIGNALS)
                try:
                    self._pid = util.spawnv_passfds([spawn.get_executable(), "-c", code], [read])
                finally:
                    signal.pthread_sigmask(signal.SIG_SETMASK, before)
                self._fd = write
            except BaseException:
                os.close(write)
                raise
            finally:
                os.close(read)

    def _check_alive(self):
        try:
            os.write(self._fd, b"PROBE:0:noop\n")
            return True
        except OSError:
            return False

    def _reap(self):
        self._fd = None
        pid, self._pid = self._pid, None
        if pid is not None:
            try:
                os.waitpid(pid, 0)
            except ChildProcessError:
                pass

    def _stop(self):
        """End the tracker and wait for that; it ends when no child holds its pipe either."""
        with self._lock:
            if self._pid is not None:
                os.close(self._fd)
                self._reap()

    def register(self, name, rtype):
        """There is a resource that may have to be deleted."""
        self._send("REGISTER", name, rtype)

    def unregister(self, name, rtype):
        """It has been deleted."""
        self._send("UNREGISTER", name, rtype)

    def _send(self, command, name, rtype):
        self.ensure_running()
        message = f"{command}:{name}:{rtype}\n".encode("ascii")
        if len(message) > 512:
            raise ValueError("msg too long")  # the system would not write it in one piece
        os.write(self._fd, message)

    def _after_fork(self):
        self._lock = threading.RLock()
        self._pid = None


def main(fd):
    """What the tracker does."""
    for ignored in _IGNORED_SIGNALS:
        signal.signal(ignored, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _IGNORED_SIGNALS)
    for stream in (sys.stdin, sys.stdout):
        try:
            stream.close()
        except (AttributeError, OSError):
            pass
    names = {rtype: set() for rtype in _CLEANUP_FUNCS}
    with open(fd, "rb") as commands:
        for line in commands:
            try:
                _carry_out(line.strip().decode("ascii"), names)
            except Exception:
                sys.excepthook(*sys.exc_info())
    for rtype, left in names.items():
        if left:
            warnings.warn(
                f"resource_tracker: There appear to be {len(left)} leaked {rtype} objects to clean up at shutdown: {left}")
        for name in left:
            try:
                _CLEANUP_FUNCS[rtype](name)
            except OSError as error:
                warnings.warn(f"resource_tracker: {name!r}: {error}")


def _carry_out(command, names):
    command, _, rest = command.partition(":")
    name, _, rtype = rest.rpartition(":")
    if rtype not in names:
        raise ValueError(f"Cannot register {name} for automatic cleanup: unknown resource type {rtype}")
    if command == "REGISTER":
        names[rtype].add(name)
    elif command == "UNREGISTER":
        names[rtype].remove(name)
    elif command != "PROBE":
        raise RuntimeError(f"unrecognized command {command!r}")


_resource_tracker = ResourceTracker()
ensure_running = _resource_tracker.ensure_running
register = _resource_tracker.register
unregister = _resource_tracker.unregister
getfd = _resource_tracker.getfd
os.register_at_fork(after_in_child=_resource_tracker._after_fork)
