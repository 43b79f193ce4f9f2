"""Files that read and write one member of an archive."""

import io
import os
import struct
import zlib
from zipfile._info import (DESCRIPTOR_MAGIC, HAS_DESCRIPTOR, METHOD_NAMES, ZIP64_LIMIT, ZIP_DEFLATED, ZIP_STORED,
                           BadZipFile)

_CHUNK = 1 << 16


class SharedFile:
    """A part of the archive's file; several threads may read several members at a time."""

    def __init__(self, archive, start):
        self._archive = archive
        self._file = archive.fp
        self._place = start

    def read(self, size):
        archive = self._archive
        with archive._lock:
            if archive._writing:
                raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. "
                                 "Close the writing handle before trying to read.")
            self._file.seek(self._place)
            data = self._file.read(size)
            self._place += len(data)
            return data

    def seek(self, place):
        self._place = place

    def tell(self):
        return self._place

    def close(self):
        """The archive's file may be closed if nobody else needs it."""
        if self._file is not None:
            file, self._file = self._file, None
            self._archive._release(file)


_HEADER_SIZE = 12  # of what stands before encrypted data


def _crc_of(value):
    for _ in range(8):
        value = value >> 1 ^ 0xEDB88320 * (value & 1)
    return value


_CRC_TABLE = [_crc_of(value) for value in range(256)]


class Decrypter:
    """Undoes ZIP's old encryption, which keeps no secrets from those who know about it."""

    def __init__(self, password):
        self._keys = 0x12345678, 0x23456789, 0x34567890
        for byte in password:
            self._update(byte)

    def _update(self, byte):
        first, second, third = self._keys
        first = first >> 8 ^ _CRC_TABLE[(first ^ byte) & 0xFF]
        second = ((second + (first & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        self._keys = first, second, third >> 8 ^ _CRC_TABLE[(third ^ second >> 24) & 0xFF]

    def decrypt(self, data):
        plain = bytearray()
        for byte in data:
            key = self._keys[2] | 2
            plain.append(byte ^ (key * (key ^ 1) >> 8 & 0xFF))
            self._update(plain[-1])
        return bytes(plain)


class ZipExtFile(io.BufferedIOBase):
    """Reads a member."""

    def __init__(self, source, mode, info, password=None):
        self._source = source
        self._info = info
        self._password = password
        self._start = source.tell()
        self.mode = "rb"
        self.name = info.filename
        self.newlines = None
        self._rewind()

    def _rewind(self):
        self._source.seek(self._start)
        self._left = self._info.compress_size  # what is still to be read from the source
        self._decrypter = None
        if self._password:
            self._decrypter = Decrypter(self._password)
            self._check_password(self._decrypter.decrypt(self._source.read(_HEADER_SIZE)))
            self._left -= _HEADER_SIZE
        self._unpacker = zlib.decompressobj(-15) if self._info.compress_type == ZIP_DEFLATED else None
        self._buffer, self._offset = b"", 0
        self._unpacked = 0  # how much of the member has ever been in the buffer
        self._checksum = 0

    def _check_password(self, header):
        info = self._info
        expected = info._raw_time >> 8 & 0xFF if info.flag_bits & HAS_DESCRIPTOR else info.CRC >> 24
        if header[-1] != expected:
            raise RuntimeError(f"Bad password for file {info.filename!r}")

    def __repr__(self):
        kind = f"<{type(self).__module__}.{type(self).__qualname__}"
        if self.closed:
            return f"{kind} [closed]>"
        method = self._info.compress_type
        shown = f" compress_type={METHOD_NAMES.get(method, method)}" if method != ZIP_STORED else ""
        return f"{kind} name={self.name!r}{shown}>"

    def _fill(self):
        # Puts the next piece into the empty buffer; false at the end.
        data = b""
        missing = self._info.file_size - self._unpacked
        while missing and not data:
            if self._left:
                packed = self._source.read(min(_CHUNK, self._left))
                if not packed:
                    raise EOFError
                self._left -= len(packed)
                packed = self._decrypter.decrypt(packed) if self._decrypter else packed
                data = packed if self._unpacker is None else self._unpacker.decompress(packed)
            elif self._unpacker is not None:
                data = self._unpacker.flush()
                break
            else:
                break
        data = data[:missing]
        self._buffer, self._offset = data, 0
        self._unpacked += len(data)
        self._checksum = zlib.crc32(data, self._checksum)
        if (not data or len(data) == missing) and self._checksum != self._info.CRC:
            raise BadZipFile(f"Bad CRC-32 for file {self.name!r}")
        return bool(data)

    def _check_open(self):
        if self.closed:
            raise ValueError("read from closed file.")

    def readable(self):
        self._check_open()
        return True

    def read(self, n=-1):
        """At most n bytes, all if n is negative or None."""
        self._check_open()
        if n is None or n < 0:
            n = self._info.file_size
        parts = []
        while n > 0 and (data := self.read1(n)):
            parts.append(data)
            n -= len(data)
        return b"".join(parts)

    def read1(self, n=-1):
        """Some bytes, at most n, without reading the archive twice."""
        self._check_open()
        if n == 0 or self._offset == len(self._buffer) and not self._fill():
            return b""
        end = len(self._buffer) if n is None or n < 0 else self._offset + n
        data = self._buffer[self._offset:end]
        self._offset += len(data)
        return data

    def peek(self, n=1):
        """The next bytes; they are not gone then."""
        self._check_open()
        if self._offset == len(self._buffer):
            self._fill()
        return self._buffer[self._offset:]

    def readline(self, limit=-1):
        """The next line, or the start of it."""
        parts = []
        size = 0
        while (limit is None or limit < 0 or size < limit) and (ahead := self.peek()):
            end = ahead.find(b"\n") + 1 or len(ahead)
            if limit is not None and limit >= 0:
                end = min(end, limit - size)
            parts.append(self.read1(end))
            size += end
            if parts[-1].endswith(b"\n"):
                break
        return b"".join(parts)

    def seekable(self):
        self._check_open()
        return True

    def tell(self):
        self._check_open()
        return self._unpacked - len(self._buffer) + self._offset

    def seek(self, offset, whence=os.SEEK_SET):
        """Goes elsewhere; backwards, it starts anew."""
        self._check_open()
        if whence not in (os.SEEK_SET, os.SEEK_CUR, os.SEEK_END):
            raise ValueError("whence must be os.SEEK_SET (0), os.SEEK_CUR (1), or os.SEEK_END (2)")
        base = (0, self.tell(), self._info.file_size)[whence]
        target = min(max(base + offset, 0), self._info.file_size)
        if target < self.tell():
            self._rewind()
        while (ahead := target - self.tell()) and self.read1(ahead):
            pass
        return target

    def close(self):
        self._source.close()
        super().close()


class ZipWriteFile(io.BufferedIOBase):
    """Writes a member."""

    def __init__(self, archive, info, zip64):
        self._archive = archive
        self._info = info
        self._zip64 = zip64
        self._packer = None
        if info.compress_type == ZIP_DEFLATED:
            level = -1 if info.compress_level is None else info.compress_level
            self._packer = zlib.compressobj(level, zlib.DEFLATED, -15)
        self._size = self._packed_size = self._checksum = 0

    @property
    def name(self):
        return self._info.filename

    @property
    def mode(self):
        return "wb"

    def writable(self):
        return True

    def write(self, data):
        """Takes bytes in; returns how many."""
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        data = memoryview(data).tobytes()
        self._size += len(data)
        self._checksum = zlib.crc32(data, self._checksum)
        self._put(self._packer.compress(data) if self._packer else data)
        return len(data)

    def _put(self, data):
        self._packed_size += len(data)
        self._archive.fp.write(data)

    def close(self):
        if self.closed:
            return
        archive, info = self._archive, self._info
        try:
            super().close()
            if self._packer:
                self._put(self._packer.flush())
            info.CRC, info.file_size, info.compress_size = self._checksum, self._size, self._packed_size
            if not self._zip64:
                for what, size in (("File", self._size), ("Compressed", self._packed_size)):
                    if size > ZIP64_LIMIT:
                        raise RuntimeError(f"{what} size too large, try using force_zip64")
            if info.flag_bits & HAS_DESCRIPTOR:
                sizes = "QQ" if self._zip64 else "LL"
                archive.fp.write(struct.pack(f"<4sL{sizes}", DESCRIPTOR_MAGIC, info.CRC, info.compress_size,
                                             info.file_size))
                archive.start_dir = archive.fp.tell()
            else:
                # Now that the sizes are known, the header is written again.
                archive.start_dir = archive.fp.tell()
                archive.fp.seek(info.header_offset)
                archive.fp.write(info.FileHeader(self._zip64))
                archive.fp.seek(archive.start_dir)
            archive.filelist.append(info)
            archive.NameToInfo[info.filename] = info
        finally:
            archive._writing = False


ZipExtFile.__module__ = "zipfile"
