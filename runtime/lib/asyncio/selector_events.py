"""The loop's files: who is called when one is ready, and the calls on sockets that wait for that."""

import errno
import os
import selectors
import socket
import weakref

from . import base_events, base_servers, constants, events, futures
from .log import logger
from .socket_transports import _SelectorDatagramTransport, _SelectorSocketTransport

_TRY_AGAIN = (BlockingIOError, InterruptedError)


class BaseSelectorEventLoop(base_events.BaseEventLoop):
    """A loop on a selector."""

    def __init__(self, selector=None):
        super().__init__()
        self._selector = selectors.DefaultSelector() if selector is None else selector
        logger.debug("Using selector: %s", type(self._selector).__name__)
        self._transports = weakref.WeakValueDictionary()
        self._ssock, self._csock = socket.socketpair()
        self._ssock.setblocking(False)
        self._csock.setblocking(False)
        self._internal_fds = 1
        self._add_reader(self._ssock.fileno(), self._read_from_self)

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self.is_closed():
            return
        self._ssock.close()  # the selector, which goes as well, may be closed already if the loop was garbage
        self._csock.close()
        self._ssock = self._csock = None
        self._internal_fds -= 1
        super().close()
        self._selector.close()
        self._selector = None

    # Other threads and signals wake the loop by a byte.

    def _process_self_data(self, data):
        pass

    def _read_from_self(self):
        while True:
            try:
                data = self._ssock.recv(4096)
                if not data:
                    break
                self._process_self_data(data)
            except InterruptedError:
                continue
            except BlockingIOError:
                break

    def _write_to_self(self):
        csock = self._csock
        if csock is None:
            return
        try:
            csock.send(b"\0")
        except OSError:  # full: it is going to wake anyway
            if self._debug:
                logger.debug("Fail to write a null byte into the self-pipe socket", exc_info=True)

    # --- transports ---

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        self._ensure_fd_no_transport(sock)
        return _SelectorSocketTransport(self, sock, protocol, waiter, extra, server)

    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        self._ensure_fd_no_transport(sock)
        return _SelectorDatagramTransport(self, sock, protocol, address, waiter, extra)

    def _ensure_fd_no_transport(self, fd):
        fileno = fd
        if not isinstance(fd, int):
            try:
                fileno = int(fd.fileno())
            except (AttributeError, TypeError, ValueError):
                raise ValueError(f"Invalid file object: {fd!r}") from None
        transport = self._transports.get(fileno)
        if transport is not None and not transport.is_closing():
            raise RuntimeError(f"File descriptor {fd!r} is used by transport {transport!r}")

    def _start_serving(self, protocol_factory, sock, server=None, backlog=100):
        self._add_reader(sock.fileno(), self._accept_connections, protocol_factory, sock, server, backlog)

    def _stop_serving(self, sock):
        self._remove_reader(sock.fileno())
        sock.close()

    def _accept_connections(self, protocol_factory, sock, server, backlog):
        for _ in range(backlog + 1):
            try:
                connection, address = sock.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as error:
                if error.errno not in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
                    raise
                # Short of descriptors: leave it alone for a while.
                self.call_exception_handler({
                    "message": "socket.accept() out of system resource", "exception": error, "socket": sock})
                self._remove_reader(sock.fileno())
                self.call_later(constants.ACCEPT_RETRY_DELAY, self._start_serving, protocol_factory, sock, server,
                                backlog)
                return
            connection.setblocking(False)
            self.create_task(self._accept_connection(protocol_factory, connection, {"peername": address}, server))

    async def _accept_connection(self, protocol_factory, connection, extra, server):
        protocol = transport = None
        try:
            protocol = protocol_factory()
            waiter = self.create_future()
            transport = self._make_socket_transport(connection, protocol, waiter, extra=extra, server=server)
            await base_servers._until_connected(transport, waiter)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if self._debug:
                context = {"message": "Error on transport creation for incoming connection", "exception": error}
                if protocol is not None:
                    context["protocol"] = protocol
                if transport is not None:
                    context["transport"] = transport
                self.call_exception_handler(context)

    # --- readers and writers ---

    def _process_events(self, event_list):
        for key, mask in event_list:
            reader, writer = key.data
            if mask & selectors.EVENT_READ and reader is not None:
                if reader._cancelled:
                    self._remove_reader(key.fileobj)
                else:
                    self._ready.append(reader)
            if mask & selectors.EVENT_WRITE and writer is not None:
                if writer._cancelled:
                    self._remove_writer(key.fileobj)
                else:
                    self._ready.append(writer)

    def _watch(self, fd, event, callback, args):
        """Have callback(*args) called whenever fd is ready for the event."""
        self._check_closed()
        handle = events.Handle(callback, args, self, None)
        key = self._selector.get_map().get(fd)
        if key is None:
            pair = (handle, None) if event == selectors.EVENT_READ else (None, handle)
            self._selector.register(fd, event, pair)
        else:
            reader, writer = key.data
            if event == selectors.EVENT_READ:
                before, pair = reader, (handle, writer)
            else:
                before, pair = writer, (reader, handle)
            self._selector.modify(fd, key.events | event, pair)
            if before is not None:
                before.cancel()
        return handle

    def _unwatch(self, fd, event):
        """Undo that; whether there was something to undo."""
        if self.is_closed():
            return False
        key = self._selector.get_map().get(fd)
        if key is None:
            return False
        reader, writer = key.data
        if event == selectors.EVENT_READ:
            gone, pair = reader, (None, writer)
        else:
            gone, pair = writer, (reader, None)
        if key.events & ~event:
            self._selector.modify(fd, key.events & ~event, pair)
        else:
            self._selector.unregister(fd)
        if gone is None:
            return False
        gone.cancel()
        return True

    def _add_reader(self, fd, callback, *args):
        return self._watch(fd, selectors.EVENT_READ, callback, args)

    def _remove_reader(self, fd):
        return self._unwatch(fd, selectors.EVENT_READ)

    def _add_writer(self, fd, callback, *args):
        return self._watch(fd, selectors.EVENT_WRITE, callback, args)

    def _remove_writer(self, fd):
        return self._unwatch(fd, selectors.EVENT_WRITE)

    def add_reader(self, fd, callback, *args):
        """Call callback(*args) whenever fd can be read."""
        self._ensure_fd_no_transport(fd)
        self._add_reader(fd, callback, *args)

    def remove_reader(self, fd):
        """Call it no longer; whether it was going to be."""
        self._ensure_fd_no_transport(fd)
        return self._remove_reader(fd)

    def add_writer(self, fd, callback, *args):
        """Call callback(*args) whenever fd can be written to."""
        self._ensure_fd_no_transport(fd)
        self._add_writer(fd, callback, *args)

    def remove_writer(self, fd):
        """Call it no longer; whether it was going to be."""
        self._ensure_fd_no_transport(fd)
        return self._remove_writer(fd)

    # --- calls on sockets ---

    def _check_socket(self, sock):
        self._ensure_fd_no_transport(sock)
        if self._debug and sock.gettimeout() != 0:
            raise ValueError("the socket must be non-blocking")

    async def _when_ready(self, sock, event, operation):
        """operation(), as soon as it does not have to wait."""
        self._check_socket(sock)
        try:
            return operation()
        except _TRY_AGAIN:
            pass
        future = self.create_future()

        def attempt():
            if future.done():
                return
            try:
                result = operation()
            except _TRY_AGAIN:
                return
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        fd = sock.fileno()
        self._ensure_fd_no_transport(fd)
        handle = self._watch(fd, event, attempt, ())
        try:
            return await future
        finally:
            if not handle.cancelled():
                self._unwatch(fd, event)

    async def sock_recv(self, sock, n):
        """Receive up to n bytes."""
        return await self._when_ready(sock, selectors.EVENT_READ, lambda: sock.recv(n))

    async def sock_recv_into(self, sock, buf):
        """Receive into a buffer; how many bytes."""
        return await self._when_ready(sock, selectors.EVENT_READ, lambda: sock.recv_into(buf))

    async def sock_recvfrom(self, sock, bufsize):
        """Receive a datagram: (bytes, sender)."""
        return await self._when_ready(sock, selectors.EVENT_READ, lambda: sock.recvfrom(bufsize))

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        """Receive a datagram into a buffer: (how many bytes, sender)."""
        size = nbytes or len(buf)
        return await self._when_ready(sock, selectors.EVENT_READ, lambda: sock.recvfrom_into(buf, size))

    async def sock_sendall(self, sock, data):
        """Send all of the data."""
        self._check_socket(sock)
        left = memoryview(data).cast("B")
        while len(left):
            left = left[await self._when_ready(sock, selectors.EVENT_WRITE, lambda: sock.send(left)):]

    async def sock_sendto(self, sock, data, address):
        """Send a datagram."""
        if not data:
            return 0
        return await self._when_ready(sock, selectors.EVENT_WRITE, lambda: sock.sendto(data, address))

    async def sock_accept(self, sock):
        """The next connection: (socket, address)."""
        def accept():
            connection, address = sock.accept()
            connection.setblocking(False)
            return connection, address

        return await self._when_ready(sock, selectors.EVENT_READ, accept)

    async def sock_connect(self, sock, address):
        """Connect to an address."""
        self._check_socket(sock)
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            address = (await self._addresses(address, family=sock.family, type=sock.type, proto=sock.proto))[0][4]
        code = sock.connect_ex(address)
        if code in (errno.EINPROGRESS, errno.EAGAIN, errno.EINTR):
            future = self.create_future()
            fd = sock.fileno()
            handle = self._add_writer(fd, futures._set_result_unless_cancelled, future, None)
            try:
                await future
            finally:
                if not handle.cancelled():
                    self._remove_writer(fd)
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if code:
                raise OSError(code, f"Connect call failed {address}")
        elif code:
            raise OSError(code, os.strerror(code))
