"""Numbers in shared memory."""

import struct

from . import context, heap

__all__ = ["RawValue", "RawArray", "Value", "Array", "copy", "synchronized"]

_CODES = frozenset("bBhHiIlLqQfd") | {"c", "u"}
_C_NAMES = {"b": "c_byte", "B": "c_ubyte", "h": "c_short", "H": "c_ushort", "i": "c_int", "I": "c_uint", "l": "c_long",
            "L": "c_ulong", "q": "c_long", "Q": "c_ulong", "f": "c_float", "d": "c_double", "c": "c_char", "u": "c_wchar"}


def _code(typecode_or_type):
    """The letter of a type: a letter of the module array, or a class that has one as _type_."""
    code = getattr(typecode_or_type, "_type_", typecode_or_type)
    if not isinstance(code, str):
        raise TypeError("this type must have storage info")
    if code not in _CODES:
        raise TypeError("this type has no size")
    return code


def _stored_as(code):
    """A wide character lies there as its number."""
    return "I" if code == "u" else code


class _RawArray:
    """Numbers of one type, or characters ("c" and "u")."""

    def __init__(self, code, length):
        self._set_up(code, length, heap.BufferWrapper(struct.calcsize(_stored_as(code)) * length))

    def _set_up(self, code, length, wrapper):
        self._code, self._length, self._wrapper = code, length, wrapper
        stored_as = _stored_as(code)
        self._view = wrapper.create_memoryview()[:struct.calcsize(stored_as) * length].cast(stored_as)

    def __buffer__(self, flags):
        return memoryview(self._view)

    def __len__(self):
        return self._length

    def __getitem__(self, index):
        if isinstance(index, slice):
            items = self._view[index].tolist()
            return b"".join(items) if self._code == "c" else "".join(map(chr, items)) if self._code == "u" else items
        return self._item(self._checked(index))

    def _checked(self, index):
        if not hasattr(index, "__index__"):
            raise TypeError("indices must be integers")
        if not -self._length <= index < self._length:
            raise IndexError("invalid index")
        return index

    def _item(self, index):
        return chr(self._view[index]) if self._code == "u" else self._view[index]

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            places = range(*index.indices(self._length))
            values = list(value)
            if len(places) != len(values):
                raise ValueError("Can only assign sequence of same size")
            for place, each in zip(places, values):
                self._view[place] = self._convert(each)
        else:
            self._view[self._checked(index)] = self._convert(value)

    def _convert(self, value):
        """Integers wrap around, as in C."""
        if self._code in "bhilqBHILQ":
            if not isinstance(value, int):
                raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
            bits = struct.calcsize(self._code) * 8
            value &= (1 << bits) - 1
            return value - (1 << bits) if self._code.islower() and value >> bits - 1 else value
        if self._code in "fd" and not isinstance(value, (int, float)):
            raise TypeError(f"must be real number, not {type(value).__name__}")
        if self._code == "c":
            return self._character(value)
        if self._code == "u":
            if not isinstance(value, str):
                raise TypeError(f"unicode string expected instead of {type(value).__name__} instance")
            return ord(value)
        return value

    @staticmethod
    def _character(value):
        if isinstance(value, int) and 0 <= value <= 255:
            return bytes([value])
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise TypeError("one character bytes, bytearray or integer expected")
        return bytes(value)

    def __iter__(self):
        for index in range(self._length):
            yield self._item(index)

    def _check_kind(self, name, codes):
        if self._code not in codes:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    @property
    def raw(self):
        """All characters of an array of type "c"."""
        self._check_kind("raw", "c")
        return self[:]

    @raw.setter
    def raw(self, value):
        self._check_kind("raw", "c")
        data = bytes(memoryview(value))
        if len(data) > self._length:
            raise ValueError("byte string too long")
        self[:len(data)] = data

    @property
    def value(self):
        """The characters up to the first zero, of an array of type "c" or "u"."""
        self._check_kind("value", "cu")
        return self[:].partition(b"\0" if self._code == "c" else "\0")[0]

    @value.setter
    def value(self, value):
        self._check_kind("value", "cu")
        kind, zero, name = (bytes, b"\0", "bytes") if self._code == "c" else (str, "\0", "unicode string")
        if not isinstance(value, kind):
            raise TypeError(f"{name} expected instead of {type(value).__name__} instance")
        if len(value) > self._length:
            raise ValueError("byte string too long" if kind is bytes else "string too long")
        self[:len(value) + 1] = (value + zero)[:self._length]

    def __getstate__(self):
        context.assert_spawning(self)
        return self._code, self._length, self._wrapper

    def __setstate__(self, state):
        self._set_up(*state)

    def __repr__(self):
        return f"<multiprocessing.sharedctypes.{_C_NAMES[self._code]}_Array_{self._length} object at {id(self):#x}>"


class _RawValue(_RawArray):
    """One number: its value."""

    def __init__(self, code, *value):
        super().__init__(code, 1)
        if len(value) > 1:
            raise TypeError(f"__init__ expected at most 1 argument, got {len(value)}")
        if value:
            self.value = value[0]

    @property
    def value(self):
        return self._item(0)

    @value.setter
    def value(self, value):
        self._view[0] = self._convert(value)

    def __repr__(self):
        return f"{_C_NAMES[self._code]}({self.value!r})"


def RawValue(typecode_or_type, *args):
    """A number in shared memory, without a lock."""
    return _RawValue(_code(typecode_or_type), *args)


def RawArray(typecode_or_type, size_or_initializer):
    """Numbers in shared memory, without a lock: so many zeroes, or those of a sequence."""
    code = _code(typecode_or_type)
    if isinstance(size_or_initializer, int):
        if size_or_initializer < 0:
            raise ValueError(f"Array length must be >= 0, not {size_or_initializer}")
        return _RawArray(code, size_or_initializer)
    array = _RawArray(code, len(size_or_initializer))
    array[:] = size_or_initializer
    return array


def Value(typecode_or_type, *args, lock=True, ctx=None):
    """A number in shared memory, with a lock unless lock is false."""
    return _with_lock(RawValue(typecode_or_type, *args), lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    """Numbers in shared memory, with a lock unless lock is false."""
    return _with_lock(RawArray(typecode_or_type, size_or_initializer), lock, ctx)


def _with_lock(obj, lock, ctx):
    if lock is False:
        return obj
    if lock in (True, None):
        lock = (ctx or context._default_context.get_context()).RLock()
    if not hasattr(lock, "acquire"):
        raise AttributeError("%r has no method 'acquire'" % lock)
    return synchronized(obj, lock, ctx)


def copy(obj):
    """A copy in shared memory."""
    new = _RawArray.__new__(type(obj))
    new._set_up(obj._code, obj._length, heap.BufferWrapper(obj._wrapper.size))
    new[:] = obj[:]
    return new


def synchronized(obj, lock=None, ctx=None):
    """An object in shared memory with a lock around what is done with it."""
    assert not isinstance(obj, SynchronizedBase), "object already synchronized"
    ctx = ctx or context._default_context.get_context()
    lock = lock or ctx.RLock()
    if isinstance(obj, _RawValue):
        return Synchronized(obj, lock, ctx)
    return (SynchronizedString if obj._code == "c" else SynchronizedArray)(obj, lock, ctx)


class SynchronizedBase:
    """An object and its lock."""

    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exc_info):
        return self._lock.__exit__(*exc_info)

    def __reduce__(self):
        context.assert_spawning(self)
        return type(self), (self._obj, self._lock)

    def get_obj(self):
        """The object."""
        return self._obj

    def get_lock(self):
        """The lock."""
        return self._lock

    def __repr__(self):
        return f"<{type(self).__name__} wrapper for {self._obj}>"


class Synchronized(SynchronizedBase):
    """A number with a lock."""

    @property
    def value(self):
        """The number. `value += 1` reads and writes: take the lock around it."""
        with self:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self:
            self._obj.value = value


class SynchronizedArray(SynchronizedBase):
    """Numbers with a lock."""

    def __len__(self):
        return len(self._obj)

    def __getitem__(self, index):
        with self:
            return self._obj[index]

    def __setitem__(self, index, value):
        with self:
            self._obj[index] = value


class SynchronizedString(SynchronizedArray):
    """Characters with a lock."""

    @property
    def value(self):
        """The characters up to the first zero."""
        with self:
            return self._obj.value

    @value.setter
    def value(self, value):
        with self:
            self._obj.value = value

    @property
    def raw(self):
        """All characters."""
        with self:
            return self._obj.raw

    @raw.setter
    def raw(self, value):
        with self:
            self._obj.raw = value
