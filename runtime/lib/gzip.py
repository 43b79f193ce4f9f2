"""Files compressed by gzip: open() them, or compress() and decompress() bytes."""

import builtins
import io
import os
import struct
import time
import zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]

READ, WRITE = "rb", "wb"
_CUT_OFF = "Compressed file ended before the end-of-stream marker was reached"
_TEXT, _CHECKSUM, _EXTRA, _NAME, _COMMENT = 1, 2, 4, 8, 16  # flags in the header


class BadGzipFile(OSError):
    """A file that is no gzip file."""


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    """Opens a gzip file by name, or the one in a binary file object; "rt" and "wt" are for text."""
    if "t" in mode:
        if "b" in mode:
            raise ValueError(f"Invalid mode: {mode!r}")
    else:
        for what, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError(f"Argument '{what}' not supported in binary mode")
    binary_mode = mode.replace("t", "")
    if isinstance(filename, (str, bytes, os.PathLike)):
        file = GzipFile(filename, binary_mode, compresslevel)
    elif hasattr(filename, "read") or hasattr(filename, "write"):
        file = GzipFile(None, binary_mode, compresslevel, filename)
    else:
        raise TypeError("filename must be a str or bytes object, or a file")
    if "t" in mode:
        return io.TextIOWrapper(file, encoding or "utf-8", errors, newline)
    return file


def _header(name, mtime, compresslevel):
    flags = _NAME if name else 0
    extra = {9: 2, 1: 4}.get(compresslevel, 0)
    header = struct.pack("<BBBBLBB", 0x1F, 0x8B, 8, flags, int(mtime), extra, 255)
    return header + name + b"\0" if name else header


def compress(data, compresslevel=9, *, mtime=None):
    """The data as the contents of a gzip file."""
    body = zlib.compress(data, compresslevel, -15)
    tail = struct.pack("<LL", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return _header(b"", time.time() if mtime is None else mtime, compresslevel) + body + tail


def _skip_header(data, start):
    """Where the compressed data begins; None if there is nothing any more."""
    if start == len(data):
        return None
    if data[start:start + 2] != b"\x1f\x8b":
        raise BadGzipFile(f"Not a gzipped file ({data[start:start + 2]!r})")
    if len(data) < start + 10:
        raise EOFError(_CUT_OFF)
    if data[start + 2] != 8:
        raise BadGzipFile("Unknown compression method")
    flags = data[start + 3]
    place = start + 10
    if flags & _EXTRA:
        place += 2 + int.from_bytes(data[place:place + 2], "little")
    for flag in (_NAME, _COMMENT):
        if flags & flag:
            place = data.find(b"\0", place) + 1
            if place == 0:
                raise EOFError(_CUT_OFF)
    if flags & _CHECKSUM:
        place += 2
    if place > len(data):
        raise EOFError(_CUT_OFF)
    return place


def _bytes_of(data):
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not {type(data).__name__!r}") from None


def decompress(data):
    """What was compressed to the data, which may be several gzip files in a row."""
    data = _bytes_of(data)
    parts = []
    start = 0
    while (place := _skip_header(data, start)) is not None:
        stream = zlib.decompressobj(-15)
        part = stream.decompress(data[place:])
        tail = stream.unused_data[:8]
        if not stream.eof or len(tail) < 8:
            raise EOFError(_CUT_OFF)
        checksum, length = struct.unpack("<LL", tail)
        if checksum != zlib.crc32(part):
            raise BadGzipFile("CRC check failed")
        if length != len(part) & 0xFFFFFFFF:
            raise BadGzipFile("Incorrect length of data produced")
        parts.append(part)
        start = len(data) - len(stream.unused_data) + 8
        while start < len(data) and data[start] == 0:
            start += 1
    return b"".join(parts)


class GzipFile(io.BufferedIOBase):
    """A binary file whose bytes are compressed on the way. CPython: reads piece by piece."""

    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        if mode and ("t" in mode or "U" in mode):
            raise ValueError(f"Invalid mode: {mode!r}")
        if mode and "b" not in mode:
            mode += "b"
        self._owns = fileobj is None
        if fileobj is None:
            fileobj = builtins.open(filename, mode or "rb")
        if filename is None:
            filename = getattr(fileobj, "name", "")
            filename = filename if isinstance(filename, (str, bytes)) else ""
        self.name = os.fspath(filename)
        self.fileobj = fileobj
        self.mtime = mtime
        if mode is None:
            mode = getattr(fileobj, "mode", "rb")
        if mode.startswith("r"):
            self.mode = READ
            self._contents = None
        elif mode.startswith(("w", "a", "x")):
            self.mode = WRITE
            self._stream = zlib.compressobj(compresslevel, zlib.DEFLATED, -15)
            self._checksum = self._size = 0
            base = os.path.basename(self.name)
            base = base.encode("latin-1", "ignore") if isinstance(base, str) else base
            base = base.removesuffix(b".gz")
            fileobj.write(_header(base, time.time() if mtime is None else mtime, compresslevel))
        else:
            raise ValueError(f"Invalid mode: {mode!r}")

    def _reader(self):
        self._check("read", READ)
        if self._contents is None:
            data = self.fileobj.read()
            self._contents = io.BytesIO(decompress(data))
            if data:
                self.mtime = int.from_bytes(data[4:8], "little")
        return self._contents

    def _check_open(self):
        if self.fileobj is None:
            raise ValueError("I/O operation on closed file")

    def _check(self, doing, mode):
        self._check_open()
        if self.mode != mode:
            import errno
            raise OSError(errno.EBADF, f"{doing}() on {'write' if mode == READ else 'read'}-only GzipFile object")

    def write(self, data):
        """Takes in more bytes; returns how many."""
        self._check("write", WRITE)
        data = _bytes_of(data)
        self._checksum = zlib.crc32(data, self._checksum)
        self._size += len(data)
        self.fileobj.write(self._stream.compress(data))
        return len(data)

    def read(self, size=-1):
        """At most size bytes of what was compressed."""
        return self._reader().read(size)

    read1 = read

    def peek(self, n):
        """The next bytes, which stay to be read."""
        place = self._reader().tell()
        data = self._contents.read(n)
        self._contents.seek(place)
        return data

    def readline(self, size=-1):
        """The next line."""
        return self._reader().readline(size)

    def tell(self):
        """The place in the bytes as they are when they are not compressed."""
        self._check_open()
        return self._reader().tell() if self.mode == READ else self._size

    def seek(self, offset, whence=io.SEEK_SET):
        """Goes to a place; when writing, only forward, which writes zeros."""
        self._check_open()
        if self.mode == READ:
            return self._reader().seek(offset, whence)
        if whence == io.SEEK_CUR:
            offset += self._size
        if offset < self._size:
            raise OSError("Negative seek in write mode")
        self.write(bytes(offset - self._size))
        return self._size

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        """Writes out what has been taken in."""
        self._check_open()
        if self.mode == WRITE:
            self.fileobj.write(self._stream.flush(zlib_mode))
            self.fileobj.flush()

    def close(self):
        """Finishes the file."""
        file, self.fileobj = self.fileobj, None
        if file is None:
            return
        try:
            if self.mode == WRITE:
                file.write(self._stream.flush())
                file.write(struct.pack("<LL", self._checksum, self._size & 0xFFFFFFFF))
        finally:
            if self._owns:
                file.close()

    @property
    def closed(self):
        return self.fileobj is None

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def fileno(self):
        return self.fileobj.fileno()

    def __repr__(self):
        return f"<gzip {self.fileobj!r} {hex(id(self))}>"


def _main():
    import argparse
    import shutil
    import sys
    parser = argparse.ArgumentParser(description="A simple command line interface for the gzip module: act like gzip, "
                                                 "but do not delete the input file.")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--fast", action="store_true", help="compress faster")
    group.add_argument("--best", action="store_true", help="compress better")
    group.add_argument("-d", "--decompress", action="store_true", help="act like gunzip instead of gzip")
    parser.add_argument("args", nargs="*", default=["-"], metavar="file")
    options = parser.parse_args()
    level = 1 if options.fast else 9 if options.best else 6
    for name in options.args:
        if options.decompress and name != "-" and not name.endswith(".gz"):
            sys.exit(f"filename doesn't end in .gz: {name!r}")
        source = sys.stdin.buffer if name == "-" else builtins.open(name, "rb")
        if options.decompress:
            target = sys.stdout.buffer if name == "-" else builtins.open(name[:-3], "wb")
            with GzipFile(fileobj=source, mode="rb") as file:
                shutil.copyfileobj(file, target)
        else:
            target = sys.stdout.buffer if name == "-" else builtins.open(name + ".gz", "wb")
            with GzipFile("" if name == "-" else name, "wb", level, target) as file:
                shutil.copyfileobj(source, file)
        if name != "-":
            source.close()
            target.close()


if __name__ == "__main__":
    _main()
