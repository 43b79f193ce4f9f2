"""The fork server of the start method "forkserver": a process without threads that forks the children.

    this process --- connects, sends descriptors ---> server --- forks --> child
                 <-- pipe: the child's number, later its exit status ---

The server is a new interpreter, started with the first child; it imports what set_forkserver_preload() named,
which its children then have. It ends when nobody holds the other end of its "alive" pipe any more: this process
and all children, which may have children themselves.
"""

import os
import selectors
import signal
import socket
import struct
import sys
import threading

from . import connection, popen_fork, reduction, resource_tracker, spawn, util

__all__ = ["ensure_running", "get_inherited_fds", "connect_to_new_process", "set_forkserver_preload"]

MAXFDS_TO_SEND = 253  # what the system takes in one message
_NUMBER = struct.Struct("q")


class ForkServer:
    """What a process knows of its server."""

    def __init__(self):
        self._lock = threading.RLock()
        self._renew()
        self._preload_modules = ["__main__"]

    def _renew(self):
        self._address = None
        self._alive_fd = None
        self._pid = None  # None also in a child of the server, which may use it
        self._inherited_fds = None

    def set_forkserver_preload(self, modules_names):
        """Have the server import these modules when it starts."""
        if not all(type(name) is str for name in modules_names):
            raise TypeError("module_names must be a list of strings")
        self._preload_modules = modules_names

    def get_inherited_fds(self):
        """In a child: the descriptors that came with it."""
        return self._inherited_fds

    def connect_to_new_process(self, fds):
        """A new child: (what its number and exit status are read from, what it is told things by)."""
        if len(fds) + 4 > MAXFDS_TO_SEND:
            raise ValueError("too many fds")
        tracker_fd = resource_tracker.getfd()
        for is_last in (False, True):
            with self._lock:
                self.ensure_running()
                address, alive_fd = self._address, self._alive_fd
            try:
                return _ask(address, [alive_fd, tracker_fd, *fds])
            except (ConnectionError, RuntimeError):  # it has just died, and did not acknowledge: there is no child
                if is_last:
                    raise
                with self._lock:
                    if self._address == address:
                        self._forget()

    def ensure_running(self):
        """Start the server unless it runs."""
        with self._lock:
            if self._alive_fd is not None:
                if self._is_alive():
                    return
                self._forget()
            self._start()

    def _forget(self):
        os.close(self._alive_fd)
        if self._pid is not None:
            try:
                os.kill(self._pid, signal.SIGKILL)
                os.waitpid(self._pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass  # it was waited for
        self._renew()

    def _is_alive(self):
        if self._pid is not None:
            return os.waitpid(self._pid, os.WNOHANG)[0] == 0
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(self._address)
            return True
        except OSError:
            return False

    def _start(self):
        preload = [name for name in self._preload_modules if name != "__main__"]
        sys_path = spawn.get_preparation_data("ignore")["sys_path"] if preload else None
        with socket.socket(socket.AF_UNIX) as listener, popen_fork._launch_lock:
            address = connection.arbitrary_address("AF_UNIX")
            listener.bind(address)
            os.chmod(address, 0o600)
            listener.listen()
            alive_read, alive_write = os.pipe()
            try:
                fds = [listener.fileno(), alive_read]
                code = ("from multiprocessing.forkserver import main; "
                        f"main({fds[0]}, {fds[1]}, {preload!r}, sys_path={sys_path!r})")
                self._pid = util.spawnv_passfds([spawn.get_executable(), "-c", code], fds)
            except BaseException:
                os.close(alive_write)
                raise
            finally:
                os.close(alive_read)
        self._address = address
        self._alive_fd = alive_write

    def _stop(self):
        """End the server and wait for that."""
        with self._lock:
            if self._pid is None:
                return
            os.close(self._alive_fd)
            os.waitpid(self._pid, 0)
            os.unlink(self._address)
            self._renew()

    def _after_fork(self):
        """In a child made by fork(): the server is its parent's, but it may use it."""
        self._lock = threading.RLock()
        self._pid = None


def _ask(address, fds):
    """Ask the server for a child: (what its number and exit status are read from, what it is told things by)."""
    with socket.socket(socket.AF_UNIX) as client, popen_fork._launch_lock:
        client.connect(address)
        parent_read, child_write = os.pipe()
        child_read, parent_write = os.pipe()
        try:
            reduction.sendfds(client, [child_read, child_write, *fds])
            return parent_read, parent_write
        except BaseException:
            util.close_fds(parent_read, parent_write)
            raise
        finally:
            util.close_fds(child_read, child_write)


# --- the server ---

def main(listener_fd, alive_fd, preload, main_path=None, sys_path=None):
    """What the server does. CPython 3.13.0: `__main__` is not imported before the children are forked."""
    if sys_path is not None:
        sys.path[:] = sys_path
    for name in preload:
        try:
            __import__(name)
        except ImportError:
            pass
    util._close_stdin()
    util._flush_std_streams()
    wakeup_read, wakeup_write = os.pipe()
    for fd in (wakeup_read, wakeup_write):
        os.set_blocking(fd, False)
    signal.signal(signal.SIGCHLD, _child_ended)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process
    signal.set_wakeup_fd(wakeup_write)
    with socket.socket(socket.AF_UNIX, fileno=listener_fd) as listener, \
            selectors.DefaultSelector() as selector:
        _forkserver._address = listener.getsockname()
        for each in (listener, alive_fd, wakeup_read):
            selector.register(each, selectors.EVENT_READ)
        _Server(listener, selector, (alive_fd, wakeup_read, wakeup_write)).serve()


def _child_ended(*_):
    """A handler, so that the signal wakes the server."""


class _Server:
    """The server's children, and where their exit statuses are to be sent."""

    def __init__(self, listener, selector, fds):
        self.listener = listener
        self.selector = selector
        self.fds = fds
        self.alive_fd, self.wakeup_fd, _ = fds
        self.children = {}  # number: descriptor

    def serve(self):
        """Fork children as they are asked for, until nobody is there to ask."""
        while True:
            ready = [key.fileobj for key, _ in self.selector.select()]
            if self.alive_fd in ready:
                return
            if self.wakeup_fd in ready:
                os.read(self.wakeup_fd, 65536)
                self.report_ended()
            if self.listener in ready:
                self.fork_child()

    def report_ended(self):
        """Send on the exit statuses of the children that have ended."""
        while self.children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            fd = self.children.pop(pid, None)
            if fd is not None:
                _try_to_write(fd, os.waitstatus_to_exitcode(status))
                os.close(fd)

    def fork_child(self):
        """Fork a child for whoever connects."""
        client, _ = self.listener.accept()
        with client:
            try:
                fds = reduction.recvfds(client, MAXFDS_TO_SEND)
            except (OSError, EOFError, RuntimeError):
                return  # whoever it was has gone
        child_read, child_write, *others = fds
        pid = os.fork()
        if pid == 0:
            popen_fork.run_child(self.be_child, child_read, others, child_write)
        util.close_fds(child_read, *others)
        _try_to_write(child_write, pid)
        self.children[pid] = child_write

    def be_child(self, child_read, others, child_write):
        """In the child: be the process that it is told; the exit status."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self.selector.close()
        self.listener.close()
        # child_write goes, too: what the server writes there is the only thing that says it has ended.
        util.close_fds(child_write, *self.fds, *self.children.values())
        _forkserver._alive_fd, resource_tracker._resource_tracker._fd, *_forkserver._inherited_fds = others
        return spawn.run_process(child_read, os.dup(child_read))


def read_number(fd):
    """A number from a pipe; EOFError at its end."""
    data = b""
    while len(data) < _NUMBER.size:
        piece = os.read(fd, _NUMBER.size - len(data))
        if not piece:
            raise EOFError("unexpected EOF")
        data += piece
    return _NUMBER.unpack(data)[0]


def _try_to_write(fd, number):
    try:
        os.write(fd, _NUMBER.pack(number))
    except BrokenPipeError:
        pass  # nobody wants to know


_forkserver = ForkServer()
ensure_running = _forkserver.ensure_running
get_inherited_fds = _forkserver.get_inherited_fds
connect_to_new_process = _forkserver.connect_to_new_process
set_forkserver_preload = _forkserver.set_forkserver_preload
os.register_at_fork(after_in_child=_forkserver._after_fork)
