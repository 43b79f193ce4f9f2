"""Buffers around raw streams that are written in the guest language; a part of io.

Files have theirs in native code. io imports this module at its end, when the base class is there.
"""

from _traceback import hide_module as _hide_module
from io import DEFAULT_BUFFER_SIZE, BufferedIOBase, _size

_hide_module()  # CPython has it in C


class _Buffered(BufferedIOBase):
    """A buffer around a raw stream written in the guest language."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self.raw = raw
        self._size = buffer_size
        self._ahead = b""
        self._written = bytearray()  # and not yet passed on

    def read(self, size=-1, /):
        self._check_open()
        size = _size(size)
        data = bytearray(self._ahead)
        while size < 0 or len(data) < size:
            piece = self.raw.read(max(size - len(data), self._size))
            if not piece:
                if piece is None and not data:
                    return None
                break
            data += piece
        if size < 0:
            size = len(data)
        self._ahead = bytes(data[size:])
        return bytes(data[:size])

    def read1(self, size=-1, /):
        """What is there, after at most one read of the raw stream."""
        self._check_open()
        data = self.peek()
        size = len(data) if size < 0 else size
        self._ahead = data[size:]
        return data[:size]

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
        self._check_open()
        size = -1 if size is None else size
        line = bytearray()
        while size < 0 or len(line) < size:
            data = self.peek()
            end = data.find(b"\n") + 1 or len(data)
            if size >= 0:
                end = min(end, size - len(line))
            line += data[:end]
            self._ahead = data[end:]
            if not data or line.endswith(b"\n"):
                break
        return bytes(line)

    def peek(self, size=0, /):
        if not self._ahead:
            self._ahead = self.raw.read(self._size) or b""
        return self._ahead

    def write(self, data, /):
        self._check_open()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._written += data
        if len(self._written) > self._size:
            self.flush()
        return memoryview(data).nbytes

    def flush(self):
        """Pass on what was written."""
        self._check_open()
        while self._written:
            count = self.raw.write(self._written)
            if count is None:
                raise BlockingIOError(11, "write could not complete without blocking", 0)
            del self._written[:count]
        self.raw.flush()

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self.raw.close()

    def detach(self):
        """Gives the raw stream back; this one is of no use afterwards."""
        self.flush()
        raw, self.raw = self.raw, None
        return raw

    def seek(self, pos, whence=0, /):
        self.flush()
        if whence == 1:
            pos -= len(self._ahead)
        self._ahead = b""
        return self.raw.seek(pos, whence)

    def tell(self):
        return self.raw.tell() - len(self._ahead) + len(self._written)

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

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def seekable(self):
        return self.raw.seekable()

    def fileno(self):
        return self.raw.fileno()


class BufferedReader(_Buffered):
    """A buffered stream to read from."""


class BufferedWriter(_Buffered):
    """A buffered stream to write to."""


class BufferedRandom(_Buffered):
    """A buffered stream to read from and write to."""


class BufferedRWPair(BufferedIOBase):
    """A stream to read from and another to write to, as one."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE):
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)
        for name in ("read", "read1", "readinto", "readinto1", "readline", "peek", "readable"):
            setattr(self, name, getattr(self.reader, name))
        for name in ("write", "flush", "writable"):
            setattr(self, name, getattr(self.writer, name))

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
