"""Handles of scheduled calls, and which loop runs in which thread."""

import contextlib
import os
import signal
import threading
import warnings
from _asyncio import Handle, _get_running_loop, _set_running_loop, get_running_loop

from . import format_helpers

__all__ = ("AbstractEventLoopPolicy", "AbstractEventLoop", "AbstractServer", "Handle", "TimerHandle",
           "get_event_loop_policy", "set_event_loop_policy", "get_event_loop", "set_event_loop", "new_event_loop",
           "_set_running_loop", "get_running_loop", "_get_running_loop")


def _handle_repr_info(handle):
    """The words of a handle's repr; the class Handle is native."""
    info = [handle.__class__.__name__]
    if handle._cancelled:
        info.append("cancelled")
    callback, args = handle._callback, handle._args
    if callback is not None:
        info.append(format_helpers._format_callback_source(callback, args, debug=handle._loop.get_debug()))
    if handle._source_traceback:
        frame = handle._source_traceback[-1]
        info.append(f"created at {frame[0]}:{frame[1]}")
    return info


def _handle_repr(handle):
    return f"<{' '.join(handle._repr_info())}>"


def _report_failure(handle, error):
    """The call of a handle has raised an exception."""
    if error.__traceback__ is None:  # a native function's: without an entry it would be reported without a traceback
        with contextlib.suppress(BaseException):
            raise error
    call = format_helpers._format_callback_source(handle._callback, handle._args, debug=handle._loop.get_debug())
    context = {"message": f"Exception in callback {call}", "exception": error, "handle": handle}
    if handle._source_traceback:
        context["source_traceback"] = handle._source_traceback
    handle._loop.call_exception_handler(context)


class TimerHandle(Handle):
    """A call at a time; what call_later() and call_at() give."""

    __slots__ = ("_scheduled", "_when")

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        if self._source_traceback:
            del self._source_traceback[-1]
        self._when = when
        self._scheduled = False

    def _repr_info(self):
        info = super()._repr_info()
        info.insert(2 if self._cancelled else 1, f"when={self._when}")
        return info

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        return self._when < other._when if isinstance(other, TimerHandle) else NotImplemented

    def __le__(self, other):
        return self._when < other._when or self == other if isinstance(other, TimerHandle) else NotImplemented

    def __gt__(self, other):
        return self._when > other._when if isinstance(other, TimerHandle) else NotImplemented

    def __ge__(self, other):
        return self._when > other._when or self == other if isinstance(other, TimerHandle) else NotImplemented

    def __eq__(self, other):
        if not isinstance(other, TimerHandle):
            return NotImplemented
        return (self._when == other._when and self._callback == other._callback and self._args == other._args
                and self._cancelled == other._cancelled)

    def cancel(self):
        if not self._cancelled:
            self._loop._timer_handle_cancelled(self)
        super().cancel()

    def when(self):
        """The loop's time at which the call is made."""
        return self._when


class AbstractServer:
    """What create_server() gives."""

    def close(self):
        """Listen no longer."""
        raise NotImplementedError

    def get_loop(self):
        """The loop the server belongs to."""
        raise NotImplementedError

    def is_serving(self):
        """Whether it accepts connections."""
        raise NotImplementedError

    def close_clients(self):
        """Close the connections."""
        raise NotImplementedError

    def abort_clients(self):
        """Close the connections at once."""
        raise NotImplementedError

    async def start_serving(self):
        """Begin to accept connections."""
        raise NotImplementedError

    async def serve_forever(self):
        """Accept connections until cancelled."""
        raise NotImplementedError

    async def wait_closed(self):
        """Wait until the server and its connections are closed."""
        raise NotImplementedError

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        self.close()
        await self.wait_closed()


class AbstractEventLoop:
    """What every loop is an instance of; BaseEventLoop says what it can do. The methods it must have are below."""

    _debug = False


def _declare(name, is_asynchronous):
    """Give AbstractEventLoop a method for subclasses to override."""
    def method(self, *args, **kwargs):
        raise NotImplementedError

    async def asynchronous_method(self, *args, **kwargs):
        raise NotImplementedError

    function = asynchronous_method if is_asynchronous else method
    function.__name__ = name
    function.__qualname__ = f"AbstractEventLoop.{name}"
    setattr(AbstractEventLoop, name, function)


for _name in ("run_forever", "run_until_complete", "stop", "is_running", "is_closed", "close", "call_soon", "call_later",
              "call_at", "call_soon_threadsafe", "time", "create_future", "create_task", "run_in_executor",
              "set_default_executor", "add_reader", "remove_reader", "add_writer", "remove_writer", "add_signal_handler",
              "remove_signal_handler", "set_task_factory", "get_task_factory", "get_exception_handler",
              "set_exception_handler", "default_exception_handler", "call_exception_handler", "get_debug", "set_debug"):
    _declare(_name, is_asynchronous=False)
for _name in ("shutdown_asyncgens", "shutdown_default_executor", "getaddrinfo", "getnameinfo", "create_connection",
              "create_server", "create_unix_connection", "create_unix_server", "create_datagram_endpoint",
              "connect_accepted_socket", "connect_read_pipe", "connect_write_pipe", "start_tls", "sendfile",
              "subprocess_exec", "subprocess_shell", "sock_accept", "sock_connect", "sock_recv", "sock_recv_into",
              "sock_recvfrom", "sock_recvfrom_into", "sock_sendall", "sock_sendfile", "sock_sendto"):
    _declare(_name, is_asynchronous=True)


class AbstractEventLoopPolicy:
    """Says which loop belongs to which thread, and makes new ones."""

    def get_event_loop(self):
        """The loop of this thread."""
        raise NotImplementedError

    def set_event_loop(self, loop):
        """Make it the loop of this thread."""
        raise NotImplementedError

    def new_event_loop(self):
        """A new loop."""
        raise NotImplementedError


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """Each thread has the loop it sets; the main thread gets one by itself."""

    _loop_factory = None

    class _Local(threading.local):
        _loop = None
        _set_called = False

    def __init__(self):
        self._local = self._Local()

    def get_event_loop(self):
        if (self._local._loop is None and not self._local._set_called
                and threading.current_thread() is threading.main_thread()):
            # Whoever asked, be it through functions of asyncio or not.
            warnings.warn("There is no current event loop", DeprecationWarning, skip_file_prefixes=(_HERE,))
            self.set_event_loop(self.new_event_loop())
        if self._local._loop is None:
            raise RuntimeError("There is no current event loop in thread %r." % threading.current_thread().name)
        return self._local._loop

    def set_event_loop(self, loop):
        self._local._set_called = True
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'")
        self._local._loop = loop

    def new_event_loop(self):
        return self._loop_factory()


_HERE = os.path.dirname(__file__) + "/"
_policy = None
_policy_lock = threading.Lock()


def get_event_loop_policy():
    """The policy of the process."""
    global _policy
    if _policy is None:
        with _policy_lock:
            if _policy is None:
                from .unix_events import DefaultEventLoopPolicy
                _policy = DefaultEventLoopPolicy()
    return _policy


def set_event_loop_policy(policy):
    """Set the policy of the process; None for the default one."""
    global _policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError(f"policy must be an instance of AbstractEventLoopPolicy or None, not '{type(policy).__name__}'")
    _policy = policy


def get_event_loop():
    """The running loop; else the one set for this thread."""
    return _get_running_loop() or get_event_loop_policy().get_event_loop()


def set_event_loop(loop):
    """Make it the loop of this thread."""
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """A new loop."""
    return get_event_loop_policy().new_event_loop()


def _leave_loops_to_parent():
    """In the child of a fork: no loop runs here, and its signals are not for the parent's loop."""
    global _policy_lock
    _policy_lock = threading.Lock()
    if _policy is not None:
        _policy._local = BaseDefaultEventLoopPolicy._Local()
    _set_running_loop(None)
    signal.set_wakeup_fd(-1)


os.register_at_fork(after_in_child=_leave_loops_to_parent)
