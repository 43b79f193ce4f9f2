"""Files as memory: mmap, which is like a bytearray and like a file."""

import os as _os
import stat as _stat

import _mmap
from _mmap import *
from _mmap import PAGESIZE
from _traceback import hide_module as _hide_module

_hide_module()  # CPython has it in C
ALLOCATIONGRANULARITY = PAGESIZE
ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY = range(4)
error = OSError
del map, close, flush, advise


class mmap:
    """A file, or fresh memory for fileno -1. Length 0 is that of the file."""

    def __init__(self, fileno, length, flags=MAP_SHARED, prot=PROT_WRITE | PROT_READ, access=ACCESS_DEFAULT,
                 offset=0, *, trackfd=True):
        self._memory = None
        self._fd = -1
        if length < 0:
            raise OverflowError("memory mapped length must be positive")
        if offset < 0:
            raise OverflowError("memory mapped offset must be positive")
        if access != ACCESS_DEFAULT and (flags != MAP_SHARED or prot != PROT_WRITE | PROT_READ):
            raise ValueError("mmap can't specify both access and flags, prot.")
        if access not in (ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY):
            raise ValueError("mmap invalid access parameter.")
        if access == ACCESS_DEFAULT and prot & (PROT_READ | PROT_WRITE) == PROT_READ:
            access = ACCESS_READ
        if fileno != -1:
            status = _os.fstat(fileno)
            if _stat.S_ISREG(status.st_mode):
                length = self._checked_length(length, offset, status.st_size)
            if trackfd:
                self._fd = _os.dup(fileno)
        else:
            flags |= MAP_ANONYMOUS
        # What must not be written to, is memory of its own.
        if access in (ACCESS_READ, ACCESS_COPY) and fileno != -1:
            flags = flags & ~MAP_SHARED | MAP_PRIVATE
        self._access = access
        self._offset = offset
        self._flags = flags
        self._place = 0
        try:
            self._memory = _mmap.map(fileno, length, flags, offset)
        except BaseException:
            self._drop_descriptor()
            raise

    @staticmethod
    def _checked_length(length, offset, size):
        if length == 0:
            if size == 0:
                raise ValueError("cannot mmap an empty file")
            if offset >= size:
                raise ValueError("mmap offset is greater than file size")
            return size - offset
        if offset > size or size - offset < length:
            raise ValueError("mmap length is greater than file size")
        return length

    # --- the memory ---

    def _held(self):
        memory = self._memory
        if memory is None:
            raise ValueError("mmap closed or invalid")
        return memory

    def _writable(self):
        memory = self._held()
        if self._access == ACCESS_READ:
            raise TypeError("mmap can't modify a readonly memory map.")
        return memory

    def __buffer__(self, flags, /):
        view = memoryview(self._held())
        if self._access != ACCESS_READ:
            return view
        if flags & 1:
            raise BufferError("Object is not writable.")
        return view.toreadonly()

    def __len__(self):
        return len(self._held())

    def __getitem__(self, key, /):
        found = self._held()[self._checked(key)]
        return bytes(found) if isinstance(key, slice) else found

    def __setitem__(self, key, value, /):
        memory = self._writable()
        key = self._checked(key)
        if isinstance(key, slice):
            value = memoryview(value).tobytes()
            if len(range(*key.indices(len(memory)))) != len(value):
                raise IndexError("mmap slice assignment is wrong size")
            memory[key] = value
            return
        if not hasattr(value, "__index__"):
            raise TypeError("mmap item value must be an int")
        if not 0 <= value < 256:
            raise ValueError("mmap item value must be in range(0, 256)")
        memory[key] = value

    def _checked(self, key):
        if isinstance(key, slice):
            return key
        if not hasattr(key, "__index__"):
            raise TypeError("mmap indices must be integers")
        index = key.__index__()
        size = len(self._held())
        if not -size <= index < size:
            raise IndexError("mmap index out of range")
        return index

    def __delitem__(self, key, /):
        raise TypeError("mmap doesn't support item deletion")

    def __contains__(self, value, /):
        memory = self._held()
        return isinstance(value, bytes) and len(value) == 1 and value in memory

    def __iter__(self):
        for i in range(len(self)):
            yield self[i:i + 1]

    # --- as a file ---

    def tell(self):
        self._held()
        return self._place

    def seek(self, pos, whence=0, /):
        size = len(self)
        if whence not in (0, 1, 2):
            raise ValueError("unknown seek type")
        place = pos + (0, self._place, size)[whence]
        if not 0 <= place <= size:
            raise ValueError("seek out of range")
        self._place = place
        return place

    def seekable(self):
        return True

    def read(self, n=None, /):
        memory = self._held()
        rest = max(len(memory) - self._place, 0)
        n = rest if n is None or n < 0 or n > rest else n
        data = bytes(memory[self._place:self._place + n])
        self._place += len(data)
        return data

    def read_byte(self):
        data = self.read(1)
        if not data:
            raise ValueError("read byte out of range")
        return data[0]

    def readline(self):
        end = self._held().find(b"\n", self._place) + 1
        return self.read((end or len(self)) - self._place)

    def write(self, bytes, /):
        data = memoryview(bytes).tobytes()
        memory = self._writable()
        if self._place > len(memory) or len(memory) - self._place < len(data):
            raise ValueError("data out of range")
        memory[self._place:self._place + len(data)] = data
        self._place += len(data)
        return len(data)

    def write_byte(self, byte, /):
        if not 0 <= byte < 256:
            raise OverflowError("unsigned byte integer is less than minimum" if byte < 0 else
                                "unsigned byte integer is greater than maximum")
        memory = self._writable()
        if self._place >= len(memory):
            raise ValueError("write byte out of range")
        memory[self._place] = byte
        self._place += 1

    def find(self, sub, start=None, end=None, /):
        return self._held().find(sub, self._place if start is None else start, end)

    def rfind(self, sub, start=None, end=None, /):
        return self._held().rfind(sub, self._place if start is None else start, end)

    def move(self, dest, src, count, /):
        memory = self._writable()
        if min(dest, src, count) < 0 or max(dest, src) + count > len(memory):
            raise ValueError("source, destination, or count out of range")
        memory[dest:dest + count] = memory[src:src + count]

    # --- the file below ---

    def size(self):
        self._held()
        return _os.fstat(self._fd).st_size

    def resize(self, newsize, /):
        memory = self._held()
        if self._access in (ACCESS_READ, ACCESS_COPY):
            raise TypeError("mmap can't resize a readonly or copy-on-write memory map.")
        if newsize <= 0:
            raise ValueError("new size out of range")
        kept = None if self._fd != -1 else bytes(memory[:newsize])
        _mmap.close(memory)
        self._memory = None
        if self._fd != -1:
            _os.ftruncate(self._fd, self._offset + newsize)
        self._memory = _mmap.map(self._fd, newsize, self._flags, self._offset)
        if kept is not None:
            self._memory[:len(kept)] = kept

    def flush(self, offset=0, size=None, /):
        memory = self._held()
        size = len(memory) - offset if size is None else size
        if offset < 0 or size < 0 or offset + size > len(memory):
            raise ValueError("flush values out of range")
        if self._access not in (ACCESS_READ, ACCESS_COPY):
            _mmap.flush(memory, offset, size)

    def madvise(self, option, start=0, length=None, /):
        memory = self._held()
        if start < 0 or start >= len(memory):
            raise ValueError("madvise start out of bounds")
        length = len(memory) - start if length is None else length
        if length < 0:
            raise ValueError("madvise length invalid")
        _mmap.advise(memory, start, min(length, len(memory) - start), option)

    def close(self):
        memory = self._memory
        if memory is not None:
            try:
                _mmap.close(memory)
            except BufferError:
                raise BufferError("cannot close exported pointers exist") from None
            self._memory = None
        self._drop_descriptor()

    def _drop_descriptor(self):
        fd, self._fd = self._fd, -1
        if fd != -1:
            _os.close(fd)

    def __del__(self):
        self._drop_descriptor()

    @property
    def closed(self):
        return self._memory is None

    def __enter__(self):
        self._held()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __repr__(self):
        if self._memory is None:
            return f"<{type(self).__module__}.{type(self).__qualname__} closed=True>"
        access = ("ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY")[self._access]
        return (f"<{type(self).__module__}.{type(self).__qualname__} closed=False, access={access}, "
                f"length={len(self)}, pos={self._place}, offset={self._offset}>")
