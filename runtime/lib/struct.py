"""Values as bytes: packing and unpacking by a format."""

from _traceback import hide_module as _hide_module

_hide_module()  # CPython has it in C

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]

from _struct import calcsize, pack, pack_into, unpack, unpack_from


class error(Exception):
    """A format or value that does not fit."""


error.__module__ = "struct"


def iter_unpack(format, buffer, /):
    """An iterator over what equal pieces of the buffer unpack to."""
    size = calcsize(format)
    if not size:
        raise error("cannot iteratively unpack with a struct of length 0")
    length = len(memoryview(buffer).cast("B"))
    if length % size:
        raise error(f"iterative unpacking requires a buffer of a multiple of {size} bytes")
    return (unpack_from(format, buffer, offset) for offset in range(0, length, size))


class Struct:
    """A format with its functions as methods."""

    def __init__(self, format):
        self.size = calcsize(format)
        self.format = format if isinstance(format, str) else format.decode()

    def pack(self, /, *values):
        return pack(self.format, *values)

    def pack_into(self, buffer, offset, /, *values):
        return pack_into(self.format, buffer, offset, *values)

    def unpack(self, buffer, /):
        return unpack(self.format, buffer)

    def unpack_from(self, /, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer, /):
        return iter_unpack(self.format, buffer)

    def __repr__(self):
        return f"{type(self).__name__}({self.format!r})"
