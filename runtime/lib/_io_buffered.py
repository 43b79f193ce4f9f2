"""Buffers around raw streams that are written in the guest language; a part of io.

Files have theirs in native code. io imports this module at its end, when the base class is there.

`_ahead` has been read from the raw stream and not yet handed out, `_written` has been written here and not yet
there; one of them is always empty. The lock is held while they and the raw stream's position change. After fork()
the child has a new one: who held the old one is not there.
"""

from _thread import RLock as _RLock
from _traceback import hide_module as _hide_module
from posix import getpid as _getpid
from io import DEFAULT_BUFFER_SIZE, BufferedIOBase, UnsupportedOperation, _size

_hide_module()  # CPython has it in C


class _Buffered(BufferedIOBase):
    """A buffer around a raw stream: what readers and writers have in common."""

    _raw = None

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self._raw = raw
        self._size = buffer_size
        self._ahead = b""
        self._written = bytearray()
        self._lock, self._process = _RLock(), _getpid()

    def _enter(self, what=None):
        """Takes the lock; the stream is open."""
        raw = self.raw  # ValueError when there is none
        if self._lock._is_owned():
            raise RuntimeError(f"reentrant call inside {self!r}")
        if not self._lock.acquire(False):
            if self._process != _getpid():
                self._lock, self._process = _RLock(), _getpid()
            self._lock.acquire()
        if raw.closed:
            self._lock.release()
            raise ValueError(f"{what} of closed file" if what else "I/O operation on closed file.")

    def _leave(self):
        self._lock.release()

    @property
    def raw(self):
        """The raw stream."""
        if self._raw is None:
            raise ValueError("raw stream has been detached" if "_size" in self.__dict__ else
                             "I/O operation on uninitialized object")
        return self._raw

    def _send(self, data):
        """One write of the raw stream: how many bytes it took, None if it can take none now. The lock is held."""
        try:
            count = self._raw.write(data)
        except BlockingIOError:
            raise RuntimeError("self.raw should implement RawIOBase: it should not raise BlockingIOError") from None
        if count is not None and not 0 <= count <= len(data):
            raise OSError(f"raw write() returned invalid length {count} (should have been between 0 and {len(data)})")
        return count

    def _pass_on(self):
        """Gives the raw stream what was written. The lock is held."""
        while self._written:
            count = self._send(self._written)
            if count is None:
                raise BlockingIOError(11, "write could not complete without blocking", 0)
            del self._written[:count]

    def _go_back(self):
        """Puts the raw stream where the reader is. The lock is held."""
        if self._ahead:
            ahead, self._ahead = self._ahead, b""
            self._raw.seek(-len(ahead), 1)

    def flush(self):
        """Pass on what was written, and give back what was read ahead where that is possible."""
        self._enter("flush")
        try:
            self._pass_on()
            if self._ahead and self._raw.seekable():
                self._go_back()
        finally:
            self._leave()

    def close(self):
        if self.raw is not None and not self.closed:
            try:
                self.flush()
            finally:
                self._raw.close()

    def detach(self):
        """Gives the raw stream back; this one is of no use afterwards."""
        raw = self.raw
        self.flush()
        self._raw = None
        return raw

    def seek(self, pos, whence=0, /):
        if whence not in (0, 1, 2):
            raise ValueError(f"whence value {whence} unsupported")
        self._enter("seek")
        try:
            if not self._raw.seekable():
                raise UnsupportedOperation("File or stream is not seekable.")
            self._pass_on()
            if whence == 1:
                pos -= len(self._ahead)
            self._ahead = b""
            return self._position(self._raw.seek(pos, whence))
        finally:
            self._leave()

    def tell(self):
        raw = self.raw
        position = self._position(raw.tell()) - len(self._ahead) + len(self._written)
        return max(position, 0)  # of a device all positions may be 0

    def _position(self, position):
        if position < 0:
            raise OSError(f"Raw stream returned invalid position {position}")
        return position

    @property
    def closed(self):
        return self.raw.closed

    @property
    def name(self):
        return self.raw.name

    @property
    def mode(self):
        return self.raw.mode

    def __repr__(self):
        cls = type(self)
        try:
            return f"<{cls.__module__}.{cls.__qualname__} name={self.name!r}>"
        except (AttributeError, ValueError):
            return f"<{cls.__module__}.{cls.__qualname__}>"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")

    def seekable(self):
        return self.raw.seekable()

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return self.raw.isatty()


class _Reading(_Buffered):
    """What is read from a raw stream."""

    def readable(self):
        return self.raw.readable()

    def _fetch(self, size):
        """One read of the raw stream; None if there is nothing yet. The lock is held."""
        buffer = bytearray(size)
        count = self._raw.readinto(buffer)
        if count is None:
            return None
        if not isinstance(count, int):
            raise OSError("raw readinto() failed") from TypeError(
                f"'{type(count).__name__}' object cannot be interpreted as an integer")
        if not 0 <= count <= size:
            raise OSError(f"raw readinto() returned invalid length {count} (should have been between 0 and {size})")
        return bytes(buffer[:count])

    def read(self, size=-1, /):
        size = _size(size)
        if size < -1:
            raise ValueError("read length must be non-negative or -1")
        self._enter("read")
        try:
            self._pass_on()
            return self._read_all() if size == -1 else self._read(size)
        finally:
            self._leave()

    def _read_all(self):
        data, self._ahead = self._ahead, b""
        if hasattr(self._raw, "readall"):
            rest = self._raw.readall()
            if rest is not None and not isinstance(rest, bytes):
                raise TypeError("readall() should return bytes")
        else:
            rest = b"".join(iter(self._raw.read, b""))
        return data + rest if rest is not None else data or None

    def _read(self, size):
        data = bytearray(self._ahead)
        while len(data) < size:
            piece = self._fetch(max(size - len(data), self._size))
            if not piece:
                if piece is None and not data:
                    return None
                break
            data += piece
        self._ahead = bytes(data[size:])
        return bytes(data[:size])

    def read1(self, size=-1, /):
        """What is there, after at most one read of the raw stream."""
        size = _size(size)
        self._enter("read")
        try:
            self._pass_on()
            size = self._size if size < 0 else size
            data = self._ahead or size and self._fetch(max(size, self._size)) or b""
            self._ahead = data[size:]
            return data[:size]
        finally:
            self._leave()

    def readinto(self, buffer, /):
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        if data is not None:
            view[:len(data)] = data
            return len(data)

    def readinto1(self, buffer, /):
        view = memoryview(buffer).cast("B")
        data = self.read1(len(view))
        view[:len(data)] = data
        return len(data)

    def readline(self, size=-1, /):
        size = _size(size)
        self._enter("readline")
        try:
            self._pass_on()
            line = bytearray()
            while size < 0 or len(line) < size:
                data = self._ahead or self._fetch(self._size) or b""
                end = data.find(b"\n") + 1 or len(data)
                if size >= 0:
                    end = min(end, size - len(line))
                line += data[:end]
                self._ahead = data[end:]
                if not data or line.endswith(b"\n"):
                    break
            return bytes(line)
        finally:
            self._leave()

    def peek(self, size=0, /):
        """What has been read ahead, after one read of the raw stream if that is nothing; it stays to be read."""
        self._enter("peek")
        try:
            self._pass_on()
            if not self._ahead:
                self._ahead = self._fetch(self._size) or b""
            return self._ahead
        finally:
            self._leave()


class _Writing(_Buffered):
    """What is written to a raw stream."""

    def writable(self):
        return self.raw.writable()

    def write(self, data, /):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = memoryview(data).cast("B")
        if self.closed:
            raise ValueError("write to closed file")
        self._enter("write")
        try:
            self._go_back()
            sent = 0
            if len(self._written) + len(data) > self._size:
                sent = self._send_most(data)
            room = self._size - len(self._written)
            self._written += data[sent:sent + room]
            if len(data) > sent + room:
                raise BlockingIOError(11, "write could not complete without blocking", sent + room)
            return len(data)
        finally:
            self._leave()

    def _send_most(self, data):
        """Passes on what the buffer has, then what would not fit into it; how much of `data` went."""
        try:
            self._pass_on()
        except BlockingIOError:
            return 0
        sent = 0
        while len(data) - sent > self._size:
            count = self._send(data[sent:])
            if count is None:
                break
            sent += count
        return sent

    def truncate(self, pos=None, /):
        self._enter("truncate")
        try:
            self._pass_on()
            return self._raw.truncate(self.tell() if pos is None else pos)
        finally:
            self._leave()


class BufferedReader(_Reading):
    """A buffered stream to read from."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        super().__init__(raw, buffer_size)


class BufferedWriter(_Writing):
    """A buffered stream to write to."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        super().__init__(raw, buffer_size)


class BufferedRandom(_Reading, _Writing):
    """A buffered stream to read from and write to."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        for ability in "seekable", "readable", "writable":
            if not getattr(raw, ability)():
                raise UnsupportedOperation(f"File or stream is not {ability}.")
        super().__init__(raw, buffer_size)


class BufferedRWPair(BufferedIOBase):
    """A stream to read from and another to write to, as one."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def readinto(self, buffer, /):
        return self.reader.readinto(buffer)

    def readinto1(self, buffer, /):
        return self.reader.readinto1(buffer)

    def readline(self, size=-1, /):
        return self.reader.readline(size)

    def peek(self, size=0, /):
        return self.reader.peek(size)

    def readable(self):
        return self.reader.readable()

    def write(self, data, /):
        return self.writer.write(data)

    def flush(self):
        return self.writer.flush()

    def writable(self):
        return self.writer.writable()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    @property
    def closed(self):
        return self.writer.closed

    def isatty(self):
        return self.reader.isatty() or self.writer.isatty()

    def seekable(self):
        return False


for _class in (BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair):
    _class.__module__ = "_io"
del _class
