"""Streams: files (native), text and bytes in memory, and text over any stream of bytes."""

import _io
import abc as _abc
from _traceback import hide_module as _hide_module
from builtins import open

_hide_module()  # CPython has it in C

__all__ = ["BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO",
           "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRandom",
           "BufferedRWPair", "TextIOBase", "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END"]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
BlockingIOError = BlockingIOError


class UnsupportedOperation(OSError, ValueError):
    """What this stream cannot do."""


def open_code(path):
    """A file opened to be executed."""
    return open(path, "rb")


def text_encoding(encoding, stacklevel=2, /):
    """The encoding, or the one for None."""
    return "utf-8" if encoding is None else encoding


class IOBase(metaclass=_abc.ABCMeta):
    """What every stream has."""

    _is_closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, pos, whence=0):
        self._unsupported("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, pos=None):
        self._unsupported("truncate")

    def flush(self):
        self._check_open()

    def close(self):
        if not self._is_closed:
            try:
                self.flush()
            finally:
                self._is_closed = True

    def __del__(self):
        try:
            is_closed = self.closed
        except (AttributeError, ValueError):
            return  # it has not been made, or was taken apart
        if not is_closed:
            self.close()

    @property
    def closed(self):
        return self._is_closed

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def seekable(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def fileno(self):
        self._unsupported("fileno")

    def isatty(self):
        self._check_open()
        return False

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._check_open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self, size=-1, /):
        if size is None:
            size = -1
        line = bytearray()
        while size < 0 or len(line) < size:
            byte = self.read(1)
            if not byte:
                break
            line += byte
            if byte == b"\n":
                break
        return bytes(line)

    def readlines(self, hint=-1, /):
        if hint is None or hint <= 0:
            return list(self)
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if total > hint:
                break
        return lines

    def writelines(self, lines, /):
        self._check_open()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    """A stream of bytes without a buffer: a subclass defines readinto and write."""

    def read(self, size=-1, /):
        if size is None or size < 0:
            return self.readall()
        data = bytearray(size)
        count = self.readinto(data)
        return None if count is None else bytes(data[:count])

    def readall(self):
        data = bytearray()
        while piece := self.read(DEFAULT_BUFFER_SIZE):
            data += piece
        return bytes(data) if data or piece is not None else None

    def readinto(self, buffer, /):
        self._unsupported("readinto")

    def write(self, data, /):
        self._unsupported("write")


class BufferedIOBase(IOBase):
    """A stream of bytes."""

    def read(self, size=-1, /):
        self._unsupported("read")

    def read1(self, size=-1, /):
        return self.read(size)

    def write(self, data, /):
        self._unsupported("write")

    def readinto(self, buffer, /):
        return self._fill(buffer, self.read)

    def readinto1(self, buffer, /):
        return self._fill(buffer, self.read1)

    def _fill(self, buffer, read):
        view = memoryview(buffer).cast("B")
        data = read(len(view))
        view[:len(data)] = data
        return len(data)

    def detach(self):
        self._unsupported("detach")


class TextIOBase(IOBase):
    """A stream of text."""

    encoding = errors = newlines = None

    def read(self, size=-1, /):
        self._unsupported("read")

    def write(self, text, /):
        self._unsupported("write")

    def detach(self):
        self._unsupported("detach")


def _size(size):
    """A size argument as an int, -1 without a limit."""
    if size is None:
        return -1
    try:
        return size.__index__()
    except AttributeError:
        raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'") from None


class BytesIO(_io._BytesIO, BufferedIOBase):
    """A stream of bytes in memory."""

    def __del__(self):
        if type(self).close is not _io._BytesIO.close:
            super().__del__()

    def __getstate__(self):
        return self._state() + (dict(self.__dict__) or None,)

    def __setstate__(self, state, /):
        _check_state(self, state, 3)
        data, position, attributes = state
        self.__init__()
        self.write(data)
        _go_on(self, position, attributes, "second item of state must be an integer, not ", "third")


def _translate(text, newline):
    """Text with its line ends as `newline` wants them to be stored."""
    if newline is None:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    if newline in ("\r", "\r\n"):
        return text.replace("\n", newline)
    return text


def _line_end(text, start, newline):
    """Where the line that begins at start ends; 0 if it does not."""
    if newline != "":
        end = text.find(newline or "\n", start)
        return end + len(newline or "\n") if end >= 0 else 0
    end = text.find("\n", start)
    carriage = text.find("\r", start, end if end >= 0 else len(text))
    if carriage < 0:
        return end + 1
    return carriage + 2 if text.startswith("\n", carriage + 1) else carriage + 1


def _check_newline(newline):
    if newline is not None and not isinstance(newline, str):
        raise TypeError(f"newline must be str or None, not {type(newline).__name__}")
    if newline not in (None, "", "\n", "\r", "\r\n"):
        raise ValueError(f"illegal newline value: {newline!r}")


class StringIO(_io._StringIO, TextIOBase):
    """A stream of text in memory."""

    def __del__(self):
        if type(self).close is not _io._StringIO.close:
            super().__del__()

    def __getstate__(self):
        return self._state() + (dict(self.__dict__) or None,)

    def __setstate__(self, state, /):
        _check_state(self, state, 4)
        text, newline, position, attributes = state
        self._restore(text, newline)
        _go_on(self, position, attributes, "third item of state must be an integer, got ", "fourth")


def _check_state(stream, state, length):
    if not isinstance(state, tuple) or len(state) < length:
        raise TypeError(f"_io.{type(stream).__name__}.__setstate__ argument should be {length}-tuple, "
                        f"got {type(state).__name__}")


def _go_on(stream, position, attributes, no_position, which):
    """Gives a stream in memory the rest of its state: its position and its attributes."""
    if not isinstance(position, int):
        raise TypeError(no_position + type(position).__name__)
    if position < 0:
        raise ValueError("position value cannot be negative")
    stream.seek(position)
    if attributes is not None:
        if not isinstance(attributes, dict):
            raise TypeError(f"{which} item of state should be a dict, got a {type(attributes).__name__}")
        stream.__dict__.update(attributes)


# What CPython has natively says so.
for _cls in (BytesIO, StringIO):
    _cls.__module__ = "_io"
    setattr(_io, _cls.__name__, _cls)


class TextIOWrapper(TextIOBase):
    """Text over a stream of bytes. What open() gives is native, and an instance of this too."""

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False,
                 write_through=False):
        _check_newline(newline)
        self.buffer = buffer
        self.encoding = "UTF-8" if encoding in (None, "locale") else encoding
        "".encode(self.encoding)
        self.errors = errors or "strict"
        self._newline = newline
        self._line_buffering = bool(line_buffering)
        self._write_through = bool(write_through)
        self._has_read = False  # since the last seek
        self._pending = None  # text read and not yet handed out
        self._decoder = None  # while only a part has been read
        self._held = ""  # a carriage return whose line feed may follow
        self._written = bool(buffer.seekable() and buffer.tell()) if buffer.writable() else False

    def _below(self):
        """The stream of bytes below."""
        if self.buffer is None:
            raise ValueError("underlying buffer has been detached")
        return self.buffer

    @property
    def name(self):
        return self._below().name

    @property
    def closed(self):
        return self._below().closed

    @property
    def line_buffering(self):
        self._below()
        return self._line_buffering

    @property
    def write_through(self):
        self._below()
        return self._write_through

    def readable(self):
        return self._below().readable()

    def writable(self):
        return self._below().writable()

    def seekable(self):
        return self._below().seekable()

    def fileno(self):
        return self._below().fileno()

    def isatty(self):
        return self._below().isatty()

    def flush(self):
        self._check_open()
        self._below().flush()

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self.buffer.close()

    def detach(self):
        """Gives the stream of bytes back; this one is of no use afterwards."""
        buffer = self._below()
        self.flush()
        self.buffer = None
        return buffer

    def write(self, text, /):
        self._check_open()
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        encoding = self.encoding
        if self._written and encoding.lower().replace("_", "-") in ("utf-16", "utf-32", "utf-8-sig"):
            encoding = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding.lower().replace("_", "-"), "utf-8")
        stored = _translate(text, self._newline) if self._newline in ("\r", "\r\n") else text
        self._below().write(stored.encode(encoding, self.errors))
        self._written = True
        if self._line_buffering and "\n" in text:
            self._below().flush()
        return len(text)

    def _decode(self, data, final):
        self._has_read = True
        if self._decoder is None:
            import codecs
            self._decoder = codecs.getincrementaldecoder(self.encoding)(self.errors)
        text = self._held + self._decoder.decode(data, final)
        self._held = ""
        if self._newline is None:
            if text.endswith("\r") and not final:
                text, self._held = text[:-1], "\r"
            text = _translate(text, None)
        if final:
            self._decoder = None
        return text

    def _load(self):
        """All the text that is left."""
        self._check_open()
        if not self._below().readable():
            raise UnsupportedOperation("not readable")
        self._pending = (self._pending or "") + self._decode(self._below().read() or b"", True)
        return self._pending

    def read(self, size=-1, /):
        size = _size(size)
        text = self._load() if size < 0 else self._pending or ""
        while 0 <= size > len(text):
            data = self._read_piece()
            text += self._decode(data, not data)
            if not data:
                break
        cut = len(text) if size < 0 else size
        self._pending = text[cut:] or None
        self._has_read = size >= 0
        return text[:cut]

    def _read_piece(self):
        self._check_open()
        if not self._below().readable():
            raise UnsupportedOperation("not readable")
        below = self._below()
        read = getattr(below, "read1", below.read)
        return read(DEFAULT_BUFFER_SIZE) or b""

    def readline(self, size=-1, /):
        size = _size(size)
        self._check_open()
        text = self._pending or ""
        end = _line_end(text, 0, self._newline)
        # With newline="" a carriage return at the end may be half of a line end.
        while not end or self._newline == "" and end == len(text) and text[-1] == "\r":
            if 0 <= size <= len(text):
                break
            data = self._read_piece()
            text += self._decode(data, not data)
            end = _line_end(text, 0, self._newline)
            if not data:
                break
        end = end or len(text)
        if size >= 0:
            end = min(end, size)
        self._pending = text[end:] or None
        return text[:end]

    def seek(self, cookie, whence=0, /):
        self._pending = self._decoder = None
        self._has_read = False
        self._held = ""
        position = self._below().seek(cookie, whence)
        self._written = position > 0
        return position

    def tell(self):
        ahead = (self._pending or "") + self._held
        position = self._below().tell() - len(ahead.encode(self.encoding, self.errors))
        return position if self._decoder is None else position - len(self._decoder.buffer)

    def truncate(self, pos=None, /):
        return self._below().truncate(self.tell() if pos is None else pos)

    def reconfigure(self, *, encoding=None, errors=None, newline=..., line_buffering=None,
                    write_through=None):
        """Changes the settings given."""
        if self._has_read and not (encoding is errors is None and newline is ...):
            raise UnsupportedOperation("It is not possible to set the encoding or newline of stream after the "
                                       "first read")
        for name, value in ("encoding", encoding), ("errors", errors):
            if value is not None and not isinstance(value, str):
                raise TypeError(f"reconfigure() argument '{name}' must be str or None, not {type(value).__name__}")
        if newline is not ...:
            _check_newline(newline)
        if encoding is not None:
            "".encode(encoding)
        self.flush()
        if encoding is not None:
            self.encoding, self.errors = encoding, "strict"
        if errors is not None:
            self.errors = errors
        if newline is not ...:
            self._newline = newline
        if line_buffering is not None:
            self._line_buffering = bool(line_buffering)
        if write_through is not None:
            self._write_through = bool(write_through)

    def __repr__(self):
        name = getattr(self.buffer, "name", None)
        mode = getattr(self, "mode", None)
        named = "" if name is None else f" name={name!r}"
        named += "" if mode is None else f" mode={mode!r}"
        return f"<_io.TextIOWrapper{named} encoding={self.encoding!r}>"


def _open_wide(file, mode, encoding, errors, newline):
    """open() for encodings whose characters are not found byte by byte."""
    binary_mode = (mode or "r").replace("t", "") + "b"
    return TextIOWrapper(open(file, binary_mode), encoding, errors, newline)


class FileIO(RawIOBase):
    """A file of bytes without a buffer; native."""

    def __new__(cls, file, mode="r", closefd=True, opener=None):
        return open(file, mode.replace("b", "") + "b", 0, closefd=closefd, opener=opener)


from _io_buffered import BufferedRandom, BufferedReader, BufferedRWPair, BufferedWriter

for _cls in (TextIOWrapper, BufferedReader, BufferedWriter, BufferedRandom, FileIO):
    _cls.register(getattr(_io, _cls.__name__))
del _cls
