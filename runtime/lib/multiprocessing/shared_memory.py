"""Memory with a name that any process can open."""

import os
import secrets
import struct
import types

import _multiprocessing

from . import resource_tracker

__all__ = ["SharedMemory", "ShareableList"]

_O_CREATE = os.O_CREAT | os.O_EXCL


def _make_filename():
    """A name that nobody has, probably."""
    return "/psm_" + secrets.token_hex(4)


class SharedMemory:
    """A block of named memory: `buf` is a memoryview of it.

    Each process closes it; one of them unlinks it, which deletes the name. What is left when all have ended
    the resource tracker deletes, unless track is false.
    """

    _name = None
    _fd = -1
    _mapping = None
    _buf = None
    _track = True

    def __init__(self, name=None, create=False, size=0, *, track=True):
        if not size >= 0:
            raise ValueError("'size' must be a positive integer")
        if create and size == 0:
            raise ValueError("'size' must be a positive number different from zero")
        if name is None and not create:
            raise ValueError("'name' can only be None if create=True")
        if name is None:
            while True:
                name = _make_filename()
                try:
                    self._fd = _multiprocessing.shm_open(name, _O_CREATE | os.O_RDWR, 0o600)
                    break
                except FileExistsError:
                    continue
        else:
            name = "/" + name
            self._fd = _multiprocessing.shm_open(name, (_O_CREATE if create else 0) | os.O_RDWR, 0o600)
        self._name = name
        self._track = track
        try:
            if create:
                os.ftruncate(self._fd, size)
            self._size = os.fstat(self._fd).st_size
            self._mapping = _multiprocessing.map_file(self._fd, self._size)
        except OSError:
            self.unlink()
            raise
        if track:
            resource_tracker.register(self._name, "shared_memory")
        self._buf = memoryview(self._mapping)

    def __del__(self):
        try:
            self.close()
        except OSError:
            pass

    def __reduce__(self):
        return self.__class__, (self.name, False, self.size)

    def __repr__(self):
        return f"{self.__class__.__name__}({self.name!r}, size={self.size})"

    @property
    def buf(self):
        """A memoryview of the memory, None after close()."""
        return self._buf

    @property
    def name(self):
        """The name, by which others open it."""
        return self._name[1:]

    @property
    def size(self):
        """How many bytes it has."""
        return self._size

    def close(self):
        """This process needs it no more."""
        if self._buf is not None:
            self._buf.release()
            self._buf = None
        if self._mapping is not None:
            _multiprocessing.close_mapping(self._mapping)
            self._mapping = None
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def unlink(self):
        """Delete the name; the memory goes when nobody has it open."""
        if self._name:
            _multiprocessing.shm_unlink(self._name)
            if self._track:
                resource_tracker.unregister(self._name, "shared_memory")


class ShareableList:
    """A list of fixed length of numbers, strings, bytes, bools and None, in shared memory.

        length; where each item is; how much room it has (8 bytes each); its kind (1 byte); the items

    A string or bytes may be replaced by another that needs no more room than the first had.
    """

    _FORMATS = {b"q": "q", b"d": "d", b"?": "xxxxxxx?", b"n": "xxxxxx?x"}
    _MARKS = {int: b"q", float: b"d", bool: b"?", type(None): b"n", str: b"s", bytes: b"b"}

    def __init__(self, sequence=None, *, name=None):
        if name is None or sequence is not None:
            self._create(list(sequence or ()), name)
        else:
            self.shm = SharedMemory(name)
            self._read_layout()

    def _create(self, items, name):
        rooms = [self._room(item) for item in items]
        size = 8 + 8 * len(items) + 8 * len(items) + len(items) + sum(rooms)
        self.shm = SharedMemory(name, create=True, size=max(size, 1))
        buf = self.shm.buf
        struct.pack_into("q", buf, 0, len(items))
        offset = 0
        for i, room in enumerate(rooms):
            struct.pack_into("q", buf, 8 + 8 * i, offset)
            offset += room
        self._read_layout()
        self._rooms = rooms
        for i, item in enumerate(items):
            struct.pack_into("q", buf, 8 + 8 * self._length + 8 * i, rooms[i])
            self._store(i, item)

    def _read_layout(self):
        buf = self.shm.buf
        self._length, = struct.unpack_from("q", buf, 0)
        self._offsets = [struct.unpack_from("q", buf, 8 + 8 * i)[0] for i in range(self._length)]
        self._rooms = [struct.unpack_from("q", buf, 8 + 8 * self._length + 8 * i)[0] for i in range(self._length)]
        self._kinds_start = 8 + 16 * self._length
        self._data_start = self._kinds_start + self._length

    @staticmethod
    def _room(item):
        """How many bytes an item gets."""
        if isinstance(item, (str, bytes)):
            data = item.encode() if isinstance(item, str) else item
            return 8 * (len(data) // 8 + 1) + 8
        if not isinstance(item, (int, float, bool, type(None))):
            raise KeyError(type(item))
        return 16

    def _store(self, i, item):
        buf = self.shm.buf
        start = self._data_start + self._offsets[i]
        if isinstance(item, (str, bytes)):
            data = item.encode() if isinstance(item, str) else item
            if 8 + len(data) > self._rooms[i]:
                raise ValueError("bytes/str item exceeds available storage")
            struct.pack_into("q", buf, start, len(data))
            buf[start + 8:start + 8 + len(data)] = data
            kind = str if isinstance(item, str) else bytes
        else:
            kind = type(item)
            if kind is not type(None):
                struct.pack_into(self._MARKS[kind].decode(), buf, start, item)
        buf[self._kinds_start + i:self._kinds_start + i + 1] = self._MARKS[kind]

    def _index(self, position):
        index = position if position >= 0 else position + self._length
        if not 0 <= index < self._length:
            raise IndexError("index out of range")
        return index

    @property
    def format(self):
        """What the items are, as `struct` writes it: strings and bytes with the room that they have."""
        return "".join(self._FORMATS.get(self._mark(i)) or f"{self._rooms[i] - 8}s" for i in range(self._length))

    def _mark(self, i):
        return bytes(self.shm.buf[self._kinds_start + i:self._kinds_start + i + 1])

    def __getitem__(self, position):
        i = self._index(position)
        buf = self.shm.buf
        mark = self._mark(i)
        start = self._data_start + self._offsets[i]
        if mark == b"n":
            return None
        if mark in (b"s", b"b"):
            length, = struct.unpack_from("q", buf, start)
            data = bytes(buf[start + 8:start + 8 + length])
            return data.decode() if mark == b"s" else data
        return struct.unpack_from(mark.decode(), buf, start)[0]

    def __setitem__(self, position, value):
        try:
            i = self._index(position)
        except IndexError:
            raise IndexError("assignment index out of range") from None
        self._store(i, value)

    def __len__(self):
        return self._length

    def __reduce__(self):
        return _open_list, (self.__class__, self.shm.name)

    def __repr__(self):
        return f"{self.__class__.__name__}({list(self)}, name={self.shm.name!r})"

    def count(self, value):
        """How many items are equal to value."""
        return sum(value == entry for entry in self)

    def index(self, value):
        """Where value is; ValueError if it is not there."""
        for position, entry in enumerate(self):
            if value == entry:
                return position
        raise ValueError(f"{value!r} not in this container")

    __class_getitem__ = classmethod(types.GenericAlias)


def _open_list(cls, name):
    return cls(name=name)
