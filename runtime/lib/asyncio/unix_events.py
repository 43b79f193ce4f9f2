"""The loop of Unix: signals, Unix sockets, pipes, child processes."""

import errno
import os
import signal
import socket
import threading

from . import base_servers, base_subprocess, coroutines, events, pipe_transports, selector_events, tasks
from .log import logger

__all__ = ("SelectorEventLoop", "DefaultEventLoopPolicy", "EventLoop")


def _sighandler_noop(signum, frame):
    """The signal arrives by the wakeup descriptor; this handler only makes the system note it."""


class _UnixSelectorEventLoop(selector_events.BaseSelectorEventLoop):
    """The usual loop."""

    def __init__(self, selector=None):
        super().__init__(selector)
        self._signal_handlers = {}
        self._unix_server_sockets = {}

    def close(self):
        super().close()
        for number in list(self._signal_handlers):
            self.remove_signal_handler(number)

    # --- signals ---

    def _process_self_data(self, data):
        for number in data:
            if number:
                self._handle_signal(number)

    def add_signal_handler(self, sig, callback, *args):
        """Call callback(*args) from the loop when the signal comes."""
        if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        self._check_signal(sig)
        self._check_closed()
        try:
            signal.set_wakeup_fd(self._csock.fileno())
        except (ValueError, OSError) as error:
            raise RuntimeError(str(error))
        self._signal_handlers[sig] = events.Handle(callback, args, self, None)
        try:
            signal.signal(sig, _sighandler_noop)
            signal.siginterrupt(sig, False)
        except OSError as error:
            del self._signal_handlers[sig]
            if not self._signal_handlers:
                self._forget_wakeup_fd()
            if error.errno == errno.EINVAL:
                raise RuntimeError(f"sig {sig} cannot be caught")
            raise

    def _forget_wakeup_fd(self):
        try:
            signal.set_wakeup_fd(-1)
        except (ValueError, OSError) as error:
            logger.info("set_wakeup_fd(-1) failed: %s", error)

    def _handle_signal(self, sig):
        handle = self._signal_handlers.get(sig)
        if handle is None:
            return
        if handle._cancelled:
            self.remove_signal_handler(sig)
        else:
            self._ready.append(handle)
            self._write_to_self()

    def remove_signal_handler(self, sig):
        """Undo that; whether there was a handler."""
        self._check_signal(sig)
        if self._signal_handlers.pop(sig, None) is None:
            return False
        try:
            signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
        except OSError as error:
            if error.errno == errno.EINVAL:
                raise RuntimeError(f"sig {sig} cannot be caught") from error
            raise
        if not self._signal_handlers:
            self._forget_wakeup_fd()
        return True

    def _check_signal(self, sig):
        if not isinstance(sig, int):
            raise TypeError(f"sig must be an int, not {sig!r}")
        if sig not in signal.valid_signals():
            raise ValueError(f"invalid signal number {sig}")

    # --- pipes and processes ---

    async def connect_read_pipe(self, protocol_factory, pipe):
        """Receive from a pipe: (transport, protocol)."""
        return await self._pipe_transport(pipe_transports._UnixReadPipeTransport, protocol_factory, pipe)

    async def connect_write_pipe(self, protocol_factory, pipe):
        """Send to a pipe: (transport, protocol)."""
        return await self._pipe_transport(pipe_transports._UnixWritePipeTransport, protocol_factory, pipe)

    async def _pipe_transport(self, kind, protocol_factory, pipe):
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = kind(self, pipe, protocol, waiter)
        await base_servers._until_connected(transport, waiter)
        return transport, protocol

    async def subprocess_shell(self, protocol_factory, cmd, *, stdin=-1, stdout=-1, stderr=-1,
                               universal_newlines=False, shell=True, bufsize=0, encoding=None, errors=None, text=None,
                               **kwargs):
        """Run a shell command: (transport, protocol)."""
        if not isinstance(cmd, (bytes, str)):
            raise ValueError("cmd must be a string")
        self._check_process_options(universal_newlines, shell, True, bufsize, encoding, errors, text)
        return await self._start_process(protocol_factory, cmd, True, stdin, stdout, stderr, kwargs)

    async def subprocess_exec(self, protocol_factory, program, *args, stdin=-1, stdout=-1, stderr=-1,
                              universal_newlines=False, shell=False, bufsize=0, encoding=None, errors=None, text=None,
                              **kwargs):
        """Run a program: (transport, protocol)."""
        self._check_process_options(universal_newlines, shell, False, bufsize, encoding, errors, text)
        return await self._start_process(protocol_factory, (program, *args), False, stdin, stdout, stderr, kwargs)

    @staticmethod
    def _check_process_options(universal_newlines, shell, right_shell, bufsize, encoding, errors, text):
        if universal_newlines:
            raise ValueError("universal_newlines must be False")
        if bool(shell) is not right_shell:
            raise ValueError(f"shell must be {right_shell}")
        if bufsize != 0:
            raise ValueError("bufsize must be 0")
        if text:
            raise ValueError("text must be False")
        if encoding is not None:
            raise ValueError("encoding must be None")
        if errors is not None:
            raise ValueError("errors must be None")

    async def _start_process(self, protocol_factory, args, shell, stdin, stdout, stderr, kwargs):
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = base_subprocess._UnixSubprocessTransport(
            self, protocol, args, shell, stdin, stdout, stderr, 0, waiter=waiter, **kwargs)
        threading.Thread(target=self._wait_for_process, name=f"asyncio-waitpid-{transport.get_pid()}",
                         args=(transport,), daemon=True).start()
        try:
            await waiter
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException:
            transport.close()
            await transport._wait()
            raise
        return transport, protocol

    def _wait_for_process(self, transport):
        """In a thread: waits for the child's end, and tells the loop."""
        try:
            _, status = os.waitpid(transport.get_pid(), 0)
            returncode = os.waitstatus_to_exitcode(status)
        except ChildProcessError:
            returncode = None  # somebody else has waited for it
        if not self.is_closed():
            try:
                self.call_soon_threadsafe(transport._process_exited, returncode)
            except RuntimeError:
                pass  # closed in between

    # --- Unix sockets ---

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None,
                                     ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Connect to a Unix socket: (transport, protocol)."""
        base_servers._refuse_ssl(ssl, server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                                 ssl_shutdown_timeout=ssl_shutdown_timeout)
        if path is not None:
            if sock is not None:
                raise ValueError("path and sock can not be specified at the same time")
            sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0)
            try:
                sock.setblocking(False)
                await self.sock_connect(sock, os.fspath(path))
            except BaseException:
                sock.close()
                raise
        elif sock is None:
            raise ValueError("no path and sock were specified")
        elif sock.family != socket.AF_UNIX or sock.type != socket.SOCK_STREAM:
            raise ValueError(f"A UNIX Domain Stream Socket was expected, got {sock!r}")
        return await self._transport_for(sock, protocol_factory)

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None,
                                 ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True,
                                 cleanup_socket=True):
        """Listen at a path: a Server."""
        base_servers._refuse_ssl(ssl, ssl_handshake_timeout=ssl_handshake_timeout,
                                 ssl_shutdown_timeout=ssl_shutdown_timeout)
        if path is not None:
            if sock is not None:
                raise ValueError("path and sock can not be specified at the same time")
            sock = self._bind_unix(os.fspath(path))
        elif sock is None:
            raise ValueError("path was not specified, and no sock specified")
        elif sock.family != socket.AF_UNIX or sock.type != socket.SOCK_STREAM:
            raise ValueError(f"A UNIX Domain Stream Socket was expected, got {sock!r}")
        if cleanup_socket:
            name = sock.getsockname()
            if name and not isinstance(name, bytes):
                self._unix_server_sockets[sock] = os.stat(name).st_ino
        sock.setblocking(False)
        server = base_servers.Server(self, [sock], protocol_factory, backlog)
        if start_serving:
            server._start_serving()
            await tasks.sleep(0)
        return server

    @staticmethod
    def _bind_unix(path):
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        base_servers._remove_stale_socket(path)
        try:
            sock.bind(path)
            return sock
        except OSError as error:
            sock.close()
            if error.errno == errno.EADDRINUSE:
                raise OSError(errno.EADDRINUSE, f"Address {path!r} is already in use") from None
            raise
        except BaseException:
            sock.close()
            raise

    def _stop_serving(self, sock):
        inode = self._unix_server_sockets.pop(sock, None)
        path = sock.getsockname() if inode is not None else None
        super()._stop_serving(sock)
        try:
            if inode is not None and os.stat(path).st_ino == inode:
                os.unlink(path)
        except OSError:
            pass  # it is gone


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """The usual policy."""

    _loop_factory = _UnixSelectorEventLoop


SelectorEventLoop = EventLoop = _UnixSelectorEventLoop
DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
