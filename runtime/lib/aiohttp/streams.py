"""Bytes that come and go while the loop does other things.

    Wire           a socket, with TLS or without, whose calls are awaited
    StreamReader   the content of an answer, read from a Wire
"""

import asyncio
import re

from aiohttp.client_exceptions import (ClientConnectionError, ClientOSError, ClientPayloadError,
                                       ServerDisconnectedError, SocketTimeoutError)

_BLOCK = 64 * 1024
_LINE_MAX = 8190


class Wire:
    """A connected socket that does not block."""

    def __init__(self, loop, sock):
        self._loop = loop
        self._buffer = b""
        self.sock = sock
        self.read_timeout = None  # seconds that one wait for bytes may take
        # What says "not yet": a socket with TLS may also want to write before it can read.
        self.must_wait = {BlockingIOError: self._readable}

    async def start_tls(self, context, host):
        """Agree on the keys."""
        import ssl
        self.must_wait |= {ssl.SSLWantReadError: self._readable, ssl.SSLWantWriteError: self._writable}
        self.sock = context.wrap_socket(self.sock, server_hostname=host, do_handshake_on_connect=False)
        await self._attempt(self.sock.do_handshake)

    async def _attempt(self, function, *args):
        """Call something until it need not wait."""
        while True:
            try:
                return function(*args)
            except tuple(self.must_wait) as error:
                await self.must_wait[type(error)]()

    async def _wait(self, add, remove):
        fd = self.sock.fileno()
        if fd < 0:
            raise ClientConnectionError("Connection closed")
        ready = self._loop.create_future()
        add(fd, lambda: ready.done() or ready.set_result(None))
        try:
            await ready
        finally:
            remove(fd)

    async def _readable(self):
        try:
            async with asyncio.timeout(self.read_timeout) as limit:
                await self._wait(self._loop.add_reader, self._loop.remove_reader)
        except TimeoutError:
            if limit.expired():
                raise SocketTimeoutError("Timeout on reading data from socket") from None
            raise

    async def _writable(self):
        await self._wait(self._loop.add_writer, self._loop.remove_writer)

    async def write(self, data):
        """Send all of it."""
        left = memoryview(data)
        while left:
            try:
                left = left[self.sock.send(left):]
            except BlockingIOError:
                await self._writable()
            except tuple(self.must_wait) as error:
                await self.must_wait[type(error)]()

    async def read(self, n=_BLOCK):
        """Up to n bytes, as soon as there are some; b"" at the end."""
        if not self._buffer:
            self._buffer = await self._attempt(self.sock.recv, _BLOCK)
        data, self._buffer = self._buffer[:n], self._buffer[n:]
        return data

    async def read_line(self):
        """A line with its end; what there is when the connection ends before."""
        while b"\n" not in self._buffer:
            if len(self._buffer) > _LINE_MAX:
                raise ValueError(f"Got more than {_LINE_MAX} bytes when reading a line.")
            data = await self._attempt(self.sock.recv, _BLOCK)
            if not data:
                break
            self._buffer += data
        line, end, self._buffer = self._buffer.partition(b"\n")
        return line + end

    def close(self):
        """Close the socket."""
        fd = self.sock.fileno()
        if fd >= 0 and not self._loop.is_closed():
            self._loop.remove_reader(fd)
            self._loop.remove_writer(fd)
        self.sock.close()


class StreamReader:
    """The content of an answer."""

    def __init__(self, wire, length, is_chunked, unpacker, until, on_end):
        self._wire = wire
        self._left = length  # bytes still to come; None: until the connection ends
        self._is_chunked = is_chunked
        self._chunk_left = None if is_chunked else 0  # None: the size of the first chunk comes next
        self._unpacker = unpacker
        self._until = until  # when it must be done: a time of the loop, or None
        self._on_end = on_end
        self._buffer = b""
        self._is_reading = False
        self._is_complete = False
        self._failure = None
        if length == 0:
            self._end()

    def _end(self):
        self._is_complete = True
        self._on_end(self._left != None or self._is_chunked)

    def fail(self, error):
        """Nothing more can be read, for this reason."""
        if not self._is_complete:
            self._failure = error

    def at_eof(self):
        """Whether all was read."""
        return self._is_complete and not self._buffer

    is_eof = at_eof

    def exception(self):
        """Why nothing more can be read, or None."""
        return self._failure

    async def _fill(self):
        """Whether more has come."""
        if self._failure is not None:
            raise self._failure
        if self._is_complete:
            return False
        if self._is_reading:
            raise RuntimeError("read() called while another coroutine is already waiting for incoming data")
        self._is_reading = True
        try:
            async with asyncio.timeout_at(self._until):
                data = await (self._next_chunk() if self._is_chunked else self._next_piece())
            if self._unpacker is not None:
                data = self._unpacker.decompress(data) + (self._unpacker.flush() if self._is_complete else b"")
            self._buffer += data
        except BaseException as error:
            self._fail_with(error)
        finally:
            self._is_reading = False
        return True

    def _fail_with(self, error):
        if isinstance(error, OSError) and not isinstance(error, (TimeoutError, ClientConnectionError)):
            error = ClientOSError(*error.args)
        self._failure = error if isinstance(error, Exception) else ClientConnectionError("Connection closed")
        self._on_end(False)
        raise error

    async def _next_piece(self):
        data = await self._wire.read(_BLOCK if self._left is None else min(_BLOCK, self._left))
        if self._left is not None:
            self._left -= len(data)
            if not data:
                raise ClientPayloadError("Response payload is not completed: <ContentLengthError: 400, message='Not "
                                         "enough data to satisfy content length header.'>")
        if not data or self._left == 0:
            self._end()
        return data

    async def _next_chunk(self):
        if not self._chunk_left:
            if self._chunk_left == 0:
                await self._wire.read_line()
            size = (await self._wire.read_line()).partition(b";")[0].strip()
            try:
                self._chunk_left = int(size, 16)
            except ValueError:
                raise _chunk_error() from None
            if self._chunk_left == 0:
                while (await self._wire.read_line()).strip():
                    pass
                self._end()
                return b""
        data = await self._wire.read(min(_BLOCK, self._chunk_left))
        if not data:
            raise _chunk_error()
        self._chunk_left -= len(data)
        return data

    async def read(self, n=-1):
        """Up to n bytes as soon as there are some; all if n is negative."""
        if n < 0:
            while await self._fill():
                pass
            n = len(self._buffer)
        while n and not self._buffer and await self._fill():
            pass
        return self._take(n)

    def _take(self, n):
        data, self._buffer = self._buffer[:n], self._buffer[n:]
        return data

    async def readany(self):
        """What has come, as soon as something has."""
        while not self._buffer and await self._fill():
            pass
        return self._take(len(self._buffer))

    async def readexactly(self, n):
        """n bytes; asyncio.IncompleteReadError if there are fewer."""
        while len(self._buffer) < n and await self._fill():
            pass
        if len(self._buffer) < n:
            raise asyncio.IncompleteReadError(self._take(n), n)
        return self._take(n)

    async def readuntil(self, separator=b"\n"):
        """Bytes up to a separator, with it."""
        while separator not in self._buffer and await self._fill():
            pass
        at = self._buffer.find(separator)
        return self._take(at + len(separator) if at >= 0 else len(self._buffer))

    async def readline(self):
        """A line."""
        return await self.readuntil()

    def __aiter__(self):
        return self._iterate(self.readline)

    def iter_chunked(self, n):
        """The content in pieces of up to n bytes."""
        return self._iterate(lambda: self.read(n))

    def iter_any(self):
        """The content in pieces as they come."""
        return self._iterate(self.readany)

    async def iter_chunks(self):
        """The content in pieces: (bytes, whether a chunk ends there)."""
        async for data in self.iter_any():
            yield data, not self._buffer

    async def _iterate(self, read):
        while data := await read():
            yield data


def _chunk_error():
    return ClientPayloadError("Response payload is not completed: <TransferEncodingError: 400, message='Not enough "
                              "data to satisfy transfer length header.'>")


async def read_head(wire):
    """The status line and the headers: (version, status, reason, pairs)."""
    line = await wire.read_line()
    if not line:
        raise ServerDisconnectedError()
    version, _, rest = line.decode("latin-1").strip().partition(" ")
    code, _, reason = rest.partition(" ")
    if not re.fullmatch(r"HTTP/\d\.\d", version) or not (code.isdigit() and len(code) == 3):
        raise ValueError(f"Bad status line {line.strip()!r}")
    pairs = []
    while (line := await wire.read_line()).strip():
        name, _, value = line.decode("utf-8", "surrogateescape").partition(":")
        pairs.append((name, value.strip()))
    return version, int(code), reason.strip(), pairs
