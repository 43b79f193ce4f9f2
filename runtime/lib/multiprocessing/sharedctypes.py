"""Numbers in shared memory."""

import struct

from . import context, heap

__all__ = ["RawValue", "RawArray", "Value", "Array", "copy", "synchronized"]

_CODES = frozenset("bBhHiIlLqQfd") | {"c", "u"}
_C_NAMES = {"b": "c_byte", "B": "c_ubyte", "h": "c_short", "H": "c_ushort", "i": "c_int", "I": "c_uint", "l": "c_long",
            "L": "c_ulong", "q": "c_long", "Q": "c_ulong", "f": "c_float", "d": "c_double", "c": "c_char"}


def _code(typecode_or_type):
    """The letter of a type: a letter of the module array, or a class that has one as _type_."""
    code = getattr(typecode_or_type, "_type_", typecode_or_type)
    if not isinstance(code, str):
        raise TypeError("this type must have storage info")
    if code not in _CODES:
        raise TypeError(f"unknown type code {code!r}: one of {''.join(sorted(_CODES))} is needed")
    return {"u": "I"}.get(code, code)


class _RawArray:
    """Numbers of one type."""

    def __init__(self, code, length):
        self._set_up(code, length, heap.BufferWrapper(struct.calcsize(code) * length))

    def _set_up(self, code, length, wrapper):
        self._code, self._length, self._wrapper = code, length, wrapper
        self._view = wrapper.create_memoryview()[:struct.calcsize(code) * length].cast(code)

    def __len__(self):
        return self._length

    def __getitem__(self, index):
        if isinstance(index, slice):
            items = self._view[index].tolist()
            return b"".join(items) if self._code == "c" else items
        if not -self._length <= index < self._length:
            raise IndexError("invalid index")
        return self._view[index]

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            places = range(*index.indices(self._length))
            values = [bytes([byte]) for byte in value] if self._code == "c" else list(value)
            if len(places) != len(values):
                raise ValueError("Can only assign sequence of same size")
            for place, each in zip(places, values):
                self._view[place] = self._convert(each)
        elif not -self._length <= index < self._length:
            raise IndexError("invalid index")
        else:
            self._view[index] = self._convert(value)

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
        return value

    def __iter__(self):
        for index in range(self._length):
            yield self._view[index]

    @property
    def raw(self):
        """All characters of an array of type "c"."""
        return b"".join(self._view.tolist())

    @property
    def value(self):
        """The characters up to the first zero, of an array of type "c"."""
        if self._code != "c":
            raise AttributeError(f"'{type(self).__name__}' object has no attribute 'value'")
        return self.raw.split(b"\0", 1)[0]

    @value.setter
    def value(self, value):
        if len(value) > self._length:
            raise ValueError("byte string too long")
        data = value + b"\0" if len(value) < self._length else value
        self[:len(data)] = data

    def __getstate__(self):
        context.assert_spawning(self)
        return self._code, self._length, self._wrapper

    def __setstate__(self, state):
        self._set_up(*state)

    def __repr__(self):
        return f"<multiprocessing.sharedctypes.{_C_NAMES[self._code]}_Array_{self._length} object at {id(self):#x}>"


class _RawValue(_RawArray):
    """One number: its value."""

    def __init__(self, code, value=0):
        super().__init__(code, 1)
        if code != "c" or value:
            self.value = value

    @property
    def value(self):
        return self._view[0]

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
