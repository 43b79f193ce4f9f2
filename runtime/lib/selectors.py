"""Waiting for many files at once, with what the program wants to remember of each."""

import select
from abc import ABCMeta, abstractmethod
from collections import namedtuple
from collections.abc import Mapping

EVENT_READ = 1
EVENT_WRITE = 2

SelectorKey = namedtuple("SelectorKey", ["fileobj", "fd", "events", "data"])


def _fileobj_to_fd(fileobj):
    """The descriptor of an int or of something with fileno(); ValueError if there is none."""
    if isinstance(fileobj, int):
        fd = fileobj
    else:
        try:
            fd = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError(f"Invalid file object: {fileobj!r}") from None
    if fd < 0:
        raise ValueError(f"Invalid file descriptor: {fd}")
    return fd


class _SelectorMapping(Mapping):
    """The registered file objects and their keys, as get_map() shows them."""

    def __init__(self, selector):
        self._selector = selector

    def __len__(self):
        return len(self._selector._fd_to_key)

    def get(self, fileobj, default=None):
        return self._selector._fd_to_key.get(self._selector._fileobj_lookup(fileobj), default)

    def __getitem__(self, fileobj):
        key = self._selector._fd_to_key.get(self._selector._fileobj_lookup(fileobj))
        if key is None:
            raise KeyError(f"{fileobj!r} is not registered")
        return key

    def __iter__(self):
        return iter(self._selector._fd_to_key)


class BaseSelector(metaclass=ABCMeta):
    """What every selector can do."""

    @abstractmethod
    def register(self, fileobj, events, data=None):
        """Watch a file object; its SelectorKey."""
        raise NotImplementedError

    @abstractmethod
    def unregister(self, fileobj):
        """Watch it no longer; the key it had."""
        raise NotImplementedError

    def modify(self, fileobj, events, data=None):
        """Change the events or the data of a file object."""
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    @abstractmethod
    def select(self, timeout=None):
        """Wait for some seconds, without end if None: a list of (key, events)."""
        raise NotImplementedError

    def close(self):
        """Free what the system keeps."""

    def get_key(self, fileobj):
        """The key of a registered file object."""
        mapping = self.get_map()
        if mapping is None:
            raise RuntimeError("Selector is closed")
        try:
            return mapping[fileobj]
        except KeyError:
            raise KeyError(f"{fileobj!r} is not registered") from None

    @abstractmethod
    def get_map(self):
        """The keys by file object."""
        raise NotImplementedError

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class _KeepingSelector(BaseSelector):
    """Keeps the keys; a subclass waits."""

    def __init__(self):
        self._fd_to_key = {}
        self._map = _SelectorMapping(self)

    def _fileobj_lookup(self, fileobj):
        """The descriptor, also of a file object that has been closed meanwhile."""
        try:
            return _fileobj_to_fd(fileobj)
        except ValueError:
            for key in self._fd_to_key.values():
                if key.fileobj is fileobj:
                    return key.fd
            raise

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError(f"Invalid events: {events!r}")
        key = SelectorKey(fileobj, self._fileobj_lookup(fileobj), events, data)
        if key.fd in self._fd_to_key:
            raise KeyError(f"{fileobj!r} (FD {key.fd}) is already registered")
        self._add(key)
        self._fd_to_key[key.fd] = key
        return key

    def unregister(self, fileobj):
        try:
            key = self._fd_to_key.pop(self._fileobj_lookup(fileobj))
        except KeyError:
            raise KeyError(f"{fileobj!r} is not registered") from None
        self._remove(key)
        return key

    def modify(self, fileobj, events, data=None):
        key = self._fd_to_key.get(self._fileobj_lookup(fileobj))
        if key is None:
            raise KeyError(f"{fileobj!r} is not registered")
        if events == key.events and data == key.data:
            return key
        if events != key.events:
            self.unregister(fileobj)
            return self.register(fileobj, events, data)
        key = self._fd_to_key[key.fd] = key._replace(data=data)
        return key

    def _add(self, key):
        pass

    def _remove(self, key):
        pass

    def _ready(self, found):
        """The keys of (descriptor, events) pairs."""
        ready = []
        for fd, events in found:
            key = self._fd_to_key.get(fd)
            if key and events & key.events:
                ready.append((key, events & key.events))
        return ready

    def close(self):
        self._fd_to_key.clear()
        self._map = None

    def get_map(self):
        return self._map


class SelectSelector(_KeepingSelector):
    """A selector on select.select()."""

    def select(self, timeout=None):
        timeout = None if timeout is None else max(timeout, 0)
        readers = [fd for fd, key in self._fd_to_key.items() if key.events & EVENT_READ]
        writers = [fd for fd, key in self._fd_to_key.items() if key.events & EVENT_WRITE]
        readable, writable, _ = select.select(readers, writers, [], timeout)
        events = dict.fromkeys(readable, EVENT_READ)
        for fd in writable:
            events[fd] = events.get(fd, 0) | EVENT_WRITE
        return self._ready(events.items())


class PollSelector(_KeepingSelector):
    """A selector on select.poll()."""

    _scale = 1000  # of seconds, to what poll() takes
    _in, _out = select.POLLIN, select.POLLOUT

    def __init__(self):
        super().__init__()
        self._selector = select.poll()

    def _add(self, key):
        mask = (self._in if key.events & EVENT_READ else 0) | (self._out if key.events & EVENT_WRITE else 0)
        self._selector.register(key.fd, mask)

    def _remove(self, key):
        try:
            self._selector.unregister(key.fd)
        except (KeyError, OSError):
            pass  # it was closed before

    def _poll(self, timeout):
        return self._selector.poll(timeout)

    def select(self, timeout=None):
        if timeout:
            timeout = max(timeout, 0) * self._scale
        polled = self._poll(timeout)
        if not polled:
            return polled
        # An error or a hang-up counts for both.
        return self._ready([(fd, (EVENT_READ if events & ~self._out else 0)
                             | (EVENT_WRITE if events & ~self._in else 0))
                            for fd, events in polled])


class EpollSelector(PollSelector):
    """A selector on select.epoll()."""

    _scale = 1
    _in, _out = select.EPOLLIN, select.EPOLLOUT

    def __init__(self):
        _KeepingSelector.__init__(self)
        self._selector = select.epoll()

    def fileno(self):
        """The descriptor of the epoll set."""
        return self._selector.fileno()

    def _poll(self, timeout):
        return self._selector.poll(timeout, len(self._fd_to_key) or 1)

    def close(self):
        self._selector.close()
        super().close()


DefaultSelector = EpollSelector
