"""Locks on files, and other settings of open descriptors."""

import _fcntl
from _fcntl import *
from _traceback import hide_module as _hide_module

_hide_module()  # CPython has it in C
# Those of termios stay there.
del FIONREAD, TIOCGWINSZ, TIOCSWINSZ


def _descriptor(file):
    if not isinstance(file, int):
        try:
            file = file.fileno()
        except AttributeError:
            raise TypeError("argument must be an int, or have a fileno() method.") from None
        if not isinstance(file, int):
            raise TypeError("fileno() returned a non-integer")
    if file < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({file})")
    return file


def fcntl(fd, cmd, arg=0, /):
    """What the system's fcntl() gives: a number, or the bytes that were given as it left them."""
    result = _fcntl.fcntl(_descriptor(fd), cmd, arg.encode() if isinstance(arg, str) else arg)
    return result[1] if isinstance(result, tuple) else result


def ioctl(fd, request, arg=0, mutate_flag=True, /):
    """The same for ioctl(); a buffer that can be written to is changed, and a number given."""
    result = _fcntl.ioctl(_descriptor(fd), request, arg.encode() if isinstance(arg, str) else arg)
    if not isinstance(result, tuple):
        return result
    number, data = result
    if not mutate_flag or isinstance(arg, (bytes, str)):
        return data
    memoryview(arg).cast("B")[:] = data
    return number


def flock(fd, operation, /):
    """A lock on a whole file: LOCK_SH, LOCK_EX or LOCK_UN, with LOCK_NB if it is not to wait."""
    _fcntl.flock(_descriptor(fd), operation)


def lockf(fd, cmd, len=0, start=0, whence=0, /):
    """A lock on a part of a file; the process has it."""
    _fcntl.lockf(_descriptor(fd), cmd, len, start, whence)
