"""What an archive says about its members: ZipInfo, and the records that it is read from and written as.

An archive is, for each member, a header and its data; then the central directory, a record for each member again,
which says where its header is; then the end record, which says where the directory is. Numbers that do not fit in
32 bits are 0xFFFFFFFF there and follow in an extra field ("ZIP64").
"""

import os
import stat
import struct
import time

ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA = 0, 8, 12, 14
METHOD_NAMES = {0: "store", 1: "shrink", 2: "reduce", 3: "reduce", 4: "reduce", 5: "reduce", 6: "implode",
                7: "tokenize", 8: "deflate", 9: "deflate64", 10: "implode", 12: "bzip2", 14: "lzma", 18: "terse",
                19: "lz77", 97: "wavpack", 98: "ppmd"}
ZIP64_LIMIT = (1 << 31) - 1
ZIP_FILECOUNT_LIMIT = (1 << 16) - 1
ZIP_MAX_COMMENT = (1 << 16) - 1
_FULL = 0xFFFFFFFF

ENCRYPTED, HAS_DESCRIPTOR, IS_PATCHED, STRONGLY_ENCRYPTED, IS_UTF8 = 0x01, 0x08, 0x20, 0x40, 0x800  # flag bits

LOCAL = struct.Struct("<4s2B4HL2L2H")
CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
LOCAL_MAGIC, CENTRAL_MAGIC, _END_MAGIC = b"PK\3\4", b"PK\1\2", b"PK\5\6"
_END64_MAGIC, _LOCATOR64_MAGIC, DESCRIPTOR_MAGIC = b"PK\6\6", b"PK\6\7", b"PK\7\x08"


class BadZipFile(Exception):
    """The file is no archive, or is damaged."""


class LargeZipFile(Exception):
    """It would have to be ZIP64, and that is not allowed."""


BadZipFile.__module__ = LargeZipFile.__module__ = "zipfile"


class ZipInfo:
    """What is known about a member."""

    __slots__ = ("orig_filename", "filename", "date_time", "compress_type", "compress_level", "comment", "extra",
                 "create_system", "create_version", "extract_version", "reserved", "flag_bits", "volume",
                 "internal_attr", "external_attr", "header_offset", "CRC", "compress_size", "file_size", "_raw_time",
                 "_end_offset")

    def __init__(self, filename="NoName", date_time=(1980, 1, 1, 0, 0, 0)):
        self.orig_filename = filename
        self.filename = filename.partition("\0")[0].replace(os.sep, "/")
        self.date_time = date_time
        if date_time[0] < 1980:
            raise ValueError("ZIP does not support timestamps before 1980")
        self.compress_type = ZIP_STORED
        self.compress_level = None
        self.comment = self.extra = b""
        self.create_system = 3  # Unix
        self.create_version = self.extract_version = 20
        self.reserved = self.flag_bits = self.volume = self.internal_attr = self.external_attr = 0
        self.compress_size = self.file_size = 0
        self._end_offset = None

    def __repr__(self):
        mode, attributes = self.external_attr >> 16, self.external_attr & 0xFFFF
        is_plain = self.compress_type == ZIP_STORED
        parts = [f"<{type(self).__name__} filename={self.filename!r}"]
        if not is_plain:
            parts.append(f"compress_type={METHOD_NAMES.get(self.compress_type, self.compress_type)}")
        if mode:
            parts.append(f"filemode={stat.filemode(mode)!r}")
        if attributes:
            parts.append(f"external_attr={attributes:#x}")
        if not self.is_dir() or self.file_size:
            parts.append(f"file_size={self.file_size!r}")
        if (not self.is_dir() or self.compress_size) and not (is_plain and self.file_size == self.compress_size):
            parts.append(f"compress_size={self.compress_size!r}")
        return " ".join(parts) + ">"

    @property
    def _compresslevel(self):
        return self.compress_level

    @_compresslevel.setter
    def _compresslevel(self, value):
        self.compress_level = value

    def is_dir(self):
        """Whether it is a directory: its name ends with a slash."""
        return self.filename.endswith("/")

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        """What is known about a file on the disk."""
        filename = os.fspath(filename) if isinstance(filename, os.PathLike) else filename
        status = os.stat(filename)
        is_dir = stat.S_ISDIR(status.st_mode)
        date_time = time.localtime(status.st_mtime)[:6]
        if not strict_timestamps:
            date_time = min(max(date_time, (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 59))
        name = os.path.normpath(filename if arcname is None else arcname).lstrip(os.sep)
        info = cls(name + "/" * is_dir, date_time)
        info.external_attr = (status.st_mode & 0xFFFF) << 16 | 0x10 * is_dir
        info.file_size = 0 if is_dir else status.st_size
        return info

    # --- records ---

    def _encoded_name(self):
        # The name as bytes, and the flags with what says how.
        try:
            return self.filename.encode("ascii"), self.flag_bits
        except UnicodeEncodeError:
            return self.filename.encode("utf-8"), self.flag_bits | IS_UTF8

    def _dos_time(self):
        year, month, day, hour, minute, second = self.date_time[:6]
        return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day

    def FileHeader(self, zip64=None):
        """The record before the data."""
        if self.flag_bits & HAS_DESCRIPTOR:
            crc = compressed = whole = 0  # they follow the data
        else:
            crc, compressed, whole = self.CRC, self.compress_size, self.file_size
        if zip64 is None:
            zip64 = self.file_size > ZIP64_LIMIT or self.compress_size > ZIP64_LIMIT
        extra = self.extra
        if zip64:
            extra += struct.pack("<HHQQ", 1, 16, whole, compressed)
            whole = compressed = _FULL
            self.extract_version = max(45, self.extract_version)
            self.create_version = max(45, self.create_version)
        name, flags = self._encoded_name()
        return LOCAL.pack(LOCAL_MAGIC, self.extract_version, self.reserved, flags, self.compress_type,
                          *self._dos_time(), crc, compressed, whole, len(name), len(extra)) + name + extra

    def _directory_record(self):
        """The record in the central directory."""
        sizes = [self.compress_size, self.file_size]
        offset, extra = self.header_offset, self.extra
        large = []
        if max(sizes) > ZIP64_LIMIT:
            large += reversed(sizes)
            sizes = [_FULL, _FULL]
        if offset > ZIP64_LIMIT:
            large.append(offset)
            offset = _FULL
        if large:
            extra = struct.pack(f"<HH{len(large)}Q", 1, 8 * len(large), *large) + _without_zip64(extra)
            self.extract_version = max(45, self.extract_version)
            self.create_version = max(45, self.create_version)
        name, flags = self._encoded_name()
        return CENTRAL.pack(CENTRAL_MAGIC, self.create_version, self.create_system, self.extract_version,
                            self.reserved, flags, self.compress_type, *self._dos_time(), self.CRC, *sizes, len(name),
                            len(extra), len(self.comment), 0, self.internal_attr, self.external_attr,
                            offset) + name + extra + self.comment

    def _decode_extra(self):
        """Takes large numbers from the extra fields."""
        for kind, data in _extra_fields(self.extra):
            if kind != 1:
                continue
            try:
                for field in "file_size", "compress_size", "header_offset":
                    if getattr(self, field) in (_FULL, (1 << 64) - 1):
                        setattr(self, field, *struct.unpack_from("<Q", data))
                        data = data[8:]
            except struct.error:
                raise BadZipFile(f"Corrupt zip64 extra field. {field.replace('_', ' ').capitalize()} not found.") \
                    from None


ZipInfo.__module__ = "zipfile"


def _extra_fields(extra):
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if size + 4 > len(extra):
            raise BadZipFile(f"Corrupt extra field {kind:04x} (size={size})")
        yield kind, extra[4:4 + size]
        extra = extra[4 + size:]


def _without_zip64(extra):
    return b"".join([struct.pack("<HH", kind, len(data)) + data for kind, data in _extra_fields(extra) if kind != 1])


# --- the directory and the end record -------------------------------------------------------------

def find_end(file):
    """(place of the end records, size of the directory, its place as said, comment); None: it is no archive."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - _END.size - ZIP_MAX_COMMENT))
    tail = file.read()
    start = tail.rfind(_END_MAGIC)
    while start >= 0 and start + _END.size > len(tail):
        start = tail.rfind(_END_MAGIC, 0, start)
    if start < 0:
        return None
    *_, directory_size, offset, comment_size = _END.unpack_from(tail, start)
    comment = tail[start + _END.size:start + _END.size + comment_size]
    place = size - len(tail) + start
    if place >= _LOCATOR64.size + _END64.size:
        file.seek(place - _LOCATOR64.size)
        magic, _, _, disks = _LOCATOR64.unpack(file.read(_LOCATOR64.size))
        if magic == _LOCATOR64_MAGIC:
            if disks > 1:
                raise BadZipFile("zipfiles that span multiple disks are not supported")
            file.seek(place - _LOCATOR64.size - _END64.size)
            magic, *_, large_size, large_offset = _END64.unpack(file.read(_END64.size))
            if magic == _END64_MAGIC:
                return place - _LOCATOR64.size - _END64.size, large_size, large_offset, comment
    return place, directory_size, offset, comment


def read_directory(file, encoding):
    """(members, comment, place of the directory)."""
    try:
        found = find_end(file)
    except OSError:
        found = None
    if not found:
        raise BadZipFile("File is not a zip file")
    end, size, offset, comment = found
    start = end - size
    shift = start - offset  # what stands before the archive in the file
    if start < 0:
        raise BadZipFile("Bad offset for central directory")
    file.seek(start)
    data = file.read(size)
    members = []
    place = 0
    while place < size:
        if len(data) - place < CENTRAL.size:
            raise BadZipFile("Truncated central directory")
        record = CENTRAL.unpack_from(data, place)
        if record[0] != CENTRAL_MAGIC:
            raise BadZipFile("Bad magic number for central directory")
        place += CENTRAL.size
        parts = []
        for length in record[12:15]:
            parts.append(data[place:place + length])
            place += length
        members.append(_member(record, *parts, shift, encoding))
    # A member may not reach into what follows it.
    following = start
    for info in sorted(members, key=lambda info: info.header_offset, reverse=True):
        info._end_offset = following
        following = info.header_offset
    return members, comment, start


def _member(record, name, extra, comment, shift, encoding):
    text = name.decode("utf-8" if record[5] & IS_UTF8 else encoding or "cp437")
    info = ZipInfo(text)
    info.extra, info.comment = extra, comment
    (_, info.create_version, info.create_system, info.extract_version, info.reserved, info.flag_bits,
     info.compress_type, clock, date, info.CRC, info.compress_size, info.file_size, _, _, _, info.volume,
     info.internal_attr, info.external_attr, info.header_offset) = record
    if info.extract_version > 63:
        raise NotImplementedError(f"zip file version {info.extract_version / 10:.1f}")
    info._raw_time = clock
    info.date_time = ((date >> 9) + 1980, date >> 5 & 15, date & 31, clock >> 11, clock >> 5 & 63, (clock & 31) * 2)
    info._decode_extra()
    info.header_offset += shift
    return info


def end_records(count, start, end, comment, allows_zip64):
    """What stands after the directory, which reaches from start to end."""
    size = end - start
    large = b""
    problem = ("Files count" if count > ZIP_FILECOUNT_LIMIT else "Central directory offset" if start > ZIP64_LIMIT
               else "Central directory size" if size > ZIP64_LIMIT else None)
    if problem:
        if not allows_zip64:
            raise LargeZipFile(f"{problem} would require ZIP64 extensions")
        large = _END64.pack(_END64_MAGIC, _END64.size - 12, 45, 45, 0, 0, count, count, size, start)
        large += _LOCATOR64.pack(_LOCATOR64_MAGIC, 0, end, 1)
    count, size, start = min(count, 0xFFFF), min(size, _FULL), min(start, _FULL)
    return large + _END.pack(_END_MAGIC, 0, 0, count, count, size, start, len(comment)) + comment
