"""Sending files over sockets and transports: read in a thread, piece by piece, as there is room for them."""

import os
import socket
import stat

from . import exceptions, protocols

_PIECE = 64 * 1024


def _check_file(sock, file, offset, count, fallback):
    if "b" not in getattr(file, "mode", "b"):
        raise ValueError("file should be opened in binary mode")
    if sock is not None and sock.type != socket.SOCK_STREAM:
        raise ValueError("only SOCK_STREAM type sockets are supported")
    if count is not None:
        if not isinstance(count, int):
            raise TypeError(f"count must be a positive integer (got {count!r})")
        if count <= 0:
            raise ValueError(f"count must be a positive integer (got {count!r})")
    if not isinstance(offset, int):
        raise TypeError(f"offset must be a non-negative integer (got {offset!r})")
    if offset < 0:
        raise ValueError(f"offset must be a non-negative integer (got {offset!r})")
    if not fallback and not _is_regular(file):
        raise exceptions.SendfileNotAvailableError("not a regular file")


def _is_regular(file):
    try:
        return stat.S_ISREG(os.fstat(file.fileno()).st_mode)
    except (AttributeError, OSError):
        return False


class _Substitute(protocols.Protocol):
    """A transport's protocol while a file is sent: it does not read, and knows when there is room again."""

    def __init__(self, transport, loop):
        self._transport = transport
        self._loop = loop
        self._protocol = transport.get_protocol()
        self._was_reading = transport.is_reading()
        self._was_paused = transport._protocol_paused
        self._room = loop.create_future() if self._was_paused else None
        transport.pause_reading()
        transport.set_protocol(self)
        transport._is_sending_file = True

    async def room(self):
        """Wait until the transport takes more; ConnectionError if it is closed."""
        if self._transport.is_closing():
            raise ConnectionError("Connection closed by peer")
        if self._room is not None:
            await self._room

    def connection_made(self, transport):
        raise RuntimeError("Invalid state: connection should have been established already.")

    def connection_lost(self, exc):
        if self._room is not None and not self._room.done():
            self._room.set_exception(exc or ConnectionError("Connection is closed by peer"))
        self._protocol.connection_lost(exc)

    def pause_writing(self):
        if self._room is None:
            self._room = self._loop.create_future()

    def resume_writing(self):
        if self._room is not None:
            if not self._room.done():
                self._room.set_result(None)
            self._room = None

    def restore(self):
        """Give the transport its own protocol back, and tell it what it has missed."""
        transport = self._transport
        transport._is_sending_file = False
        transport.set_protocol(self._protocol)
        if self._was_reading:
            transport.resume_reading()
        if self._room is not None:
            self._room.cancel()
        if transport._protocol_paused and not self._was_paused:
            self._protocol.pause_writing()
        elif self._was_paused and not transport._protocol_paused:
            self._protocol.resume_writing()


class SendfileMixin:
    """Methods of the loop."""

    async def _send_pieces(self, file, offset, count, send):
        """Have send(piece) awaited for each piece of a file; how many bytes there were."""
        if hasattr(file, "seek"):
            file.seek(offset)
        sent = 0
        try:
            while count is None or sent < count:
                size = _PIECE if count is None else min(_PIECE, count - sent)
                piece = await self.run_in_executor(None, file.read, size)
                if not piece:
                    break
                await send(piece)
                sent += len(piece)
            return sent
        finally:
            if sent and hasattr(file, "seek"):
                file.seek(offset + sent)

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=True):
        """Send a file; how many bytes went."""
        if self._debug and sock.gettimeout() != 0:
            raise ValueError("the socket must be non-blocking")
        _check_file(sock, file, offset, count, fallback)
        return await self._send_pieces(file, offset, count, lambda piece: self.sock_sendall(sock, piece))

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Send a file over a transport; how many bytes went."""
        if transport.is_closing():
            raise RuntimeError("Transport is closing")
        if not hasattr(transport, "_is_sending_file"):
            raise RuntimeError(f"sendfile is not supported for transport {transport!r}")
        _check_file(None, file, offset, count, fallback)
        substitute = _Substitute(transport, self)

        async def send(piece):
            await substitute.room()
            transport._write(piece)

        try:
            return await self._send_pieces(file, offset, count, send)
        finally:
            substitute.restore()
