"""Compression by zlib: compress(), decompress(), and objects that work piece by piece."""

import _zlib
from _traceback import hide_module as _hide_module
from _zlib import adler32, crc32

_hide_module()  # CPython has it in C
DEFLATED = 8
MAX_WBITS = 15
DEF_MEM_LEVEL = 8
DEF_BUF_SIZE = 16384
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED, Z_DEFAULT_STRATEGY = 1, 2, 3, 4, 0
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)


class error(Exception):
    """Data that zlib does not understand."""


error.__module__ = "zlib"


def compress(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS):
    """The data compressed."""
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    stream = _zlib.deflater(level, DEFLATED, wbits, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, None)
    return stream.run(data, Z_FINISH, -1)[0]


def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    """What was compressed to the data."""
    output, _, has_ended = _zlib.inflater(wbits, None).run(data, Z_SYNC_FLUSH, -1)
    if not has_ended:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return output


class Compress:
    """Made by compressobj()."""

    def __init__(self, stream):
        self._stream = stream

    def compress(self, data, /):
        """Takes data in; returns compressed bytes, maybe none yet."""
        return self._stream.run(data, Z_NO_FLUSH, -1)[0]

    def flush(self, mode=Z_FINISH, /):
        """The rest of the compressed bytes."""
        return b"" if mode == Z_NO_FLUSH else self._stream.run(b"", mode, -1)[0]


class Decompress:
    """Made by decompressobj()."""

    def __init__(self, stream):
        self._stream = stream
        self.unused_data = b""
        self.unconsumed_tail = b""
        self.eof = False

    def decompress(self, data, /, max_length=0):
        """Takes compressed data in; returns at most max_length bytes (0: all there are)."""
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        if self.eof:
            self.unused_data += bytes(data)
            return b""
        output, used, self.eof = self._stream.run(data, Z_SYNC_FLUSH, max_length or -1)
        rest = bytes(data[used:])
        if self.eof:
            self.unused_data += rest
            self.unconsumed_tail = b""
        else:
            self.unconsumed_tail = rest
        return output

    def flush(self, length=DEF_BUF_SIZE, /):
        """What is left of the output."""
        if length <= 0:
            raise ValueError("length must be greater than zero")
        return b"" if self.eof else self.decompress(self.unconsumed_tail)


Compress.__module__ = Decompress.__module__ = "zlib"


def compressobj(level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY,
                zdict=None):
    """An object that compresses piece by piece."""
    return Compress(_zlib.deflater(level, method, wbits, memLevel, strategy, zdict))


def decompressobj(wbits=MAX_WBITS, zdict=None):
    """An object that decompresses piece by piece."""
    return Decompress(_zlib.inflater(wbits, zdict))
