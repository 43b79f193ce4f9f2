"""Waiting until one of many descriptors is ready: select(), poll() and epoll()."""

import _select
from _thread import allocate_lock as _allocate_lock

error = OSError
globals().update({name: value for name, value in vars(_select).items() if name.isupper()})


def _fileno(fd):
    """The descriptor of an int or of something with fileno()."""
    if isinstance(fd, int):
        number = fd
    else:
        try:
            method = fd.fileno
        except AttributeError:
            raise TypeError("argument must be an int, or have a fileno() method.") from None
        number = method()
        if not isinstance(number, int):
            raise TypeError("fileno() returned a non-integer")
    if number < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({number})")
    return number


_READ = _select.POLLIN | _select.POLLHUP | _select.POLLERR
_WRITE = _select.POLLOUT | _select.POLLERR


def select(rlist, wlist, xlist, timeout=None, /):
    """Wait until something can be read, written, or is exceptional: the three lists of what is ready."""
    if timeout is not None:
        if not isinstance(timeout, (int, float)):
            raise TypeError("timeout must be a float or None")
        if timeout < 0:
            raise ValueError("timeout must be non-negative")
    lists = []
    for objects in (rlist, wlist, xlist):
        try:
            objects = list(objects)
        except TypeError:
            raise TypeError("arguments 1-3 must be sequences") from None
        lists.append([(_fileno(each), each) for each in objects])
    wanted = {}
    for pairs, event in zip(lists, (_select.POLLIN, _select.POLLOUT, _select.POLLPRI)):
        for fd, _ in pairs:
            wanted[fd] = wanted.get(fd, 0) | event
    found = dict(_select.poll(tuple(wanted), tuple(wanted.values()), timeout))
    for events in found.values():
        if events & _select.POLLNVAL:
            raise OSError(9, "Bad file descriptor")
    return tuple([each for fd, each in pairs if found.get(fd, 0) & mask]
                 for pairs, mask in zip(lists, (_READ, _WRITE, _select.POLLPRI)))


def _mask(events):
    """Events as the system's poll() takes them: 16 bits."""
    if not isinstance(events, int):
        raise TypeError("an integer is required")
    if events < 0:
        raise ValueError("value must be positive")
    if events > 0xffff:
        raise OverflowError("Python int too large for C unsigned short")
    return events


class poll:
    """A set of descriptors with the events to wait for; one thread at a time waits."""

    def __init__(self):
        self._events = {}
        self._waits = _allocate_lock()

    def register(self, fd, eventmask=_select.POLLIN | _select.POLLPRI | _select.POLLOUT, /):
        """Add a descriptor, or change its events."""
        self._events[_fileno(fd)] = _mask(eventmask)

    def modify(self, fd, eventmask, /):
        """Change the events of a descriptor."""
        fd = _fileno(fd)
        if fd not in self._events:
            raise FileNotFoundError(2, "No such file or directory")
        self._events[fd] = _mask(eventmask)

    def unregister(self, fd, /):
        """Remove a descriptor."""
        del self._events[_fileno(fd)]

    def poll(self, timeout=None, /):
        """Wait for some milliseconds, without end if None or negative: a list of (fd, events)."""
        if timeout is not None:
            if not isinstance(timeout, (int, float)):
                raise TypeError("timeout must be an integer or None")
            timeout = None if timeout < 0 else timeout / 1000
        if not self._waits.acquire(False):
            raise RuntimeError("concurrent poll() invocation")
        try:
            return _select.poll(tuple(self._events), tuple(self._events.values()), timeout)
        finally:
            self._waits.release()


class epoll:
    """A set of descriptors that the system keeps."""

    def __init__(self, sizehint=-1, flags=0):
        if sizehint != -1 and sizehint <= 0:
            raise ValueError("negative sizehint")
        if flags & ~_select.EPOLL_CLOEXEC:
            raise OSError(22, "Invalid argument")
        self._fd = _select.epoll_create()

    @classmethod
    def fromfd(cls, fd, /):
        """A set for a descriptor that is one."""
        made = cls.__new__(cls)
        made._fd = fd
        return made

    def _check(self):
        if self._fd < 0:
            raise ValueError("I/O operation on closed epoll object")
        return self._fd

    def fileno(self):
        """The descriptor of the set."""
        return self._check()

    @property
    def closed(self):
        """Whether the set is closed."""
        return self._fd < 0

    def close(self):
        """Close the set; the descriptors in it stay open."""
        import os
        fd, self._fd = self._fd, -1
        if fd >= 0:
            os.close(fd)

    def __del__(self):
        if getattr(self, "_fd", -1) >= 0:
            self.close()

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def register(self, fd, eventmask=_select.EPOLLIN | _select.EPOLLPRI | _select.EPOLLOUT):
        """Add a descriptor."""
        _select.epoll_ctl(self._check(), _select.EPOLL_CTL_ADD, _fileno(fd), eventmask)

    def modify(self, fd, eventmask):
        """Change the events of a descriptor."""
        _select.epoll_ctl(self._check(), _select.EPOLL_CTL_MOD, _fileno(fd), eventmask)

    def unregister(self, fd):
        """Remove a descriptor."""
        _select.epoll_ctl(self._check(), _select.EPOLL_CTL_DEL, _fileno(fd), 0)

    def poll(self, timeout=None, maxevents=-1):
        """Wait for some seconds, without end if None or negative: a list of (fd, events)."""
        if timeout is not None and timeout < 0:
            timeout = None
        if maxevents == -1:
            maxevents = 1023
        elif maxevents <= 0:
            raise ValueError(f"maxevents must be greater than 0, got {maxevents}")
        return _select.epoll_wait(self._check(), timeout, maxevents)
