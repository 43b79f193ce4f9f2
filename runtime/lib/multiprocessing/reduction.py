"""Sending objects and descriptors to other processes."""

import copyreg
import functools
import io
import pickle
import socket
from types import MethodType

from . import context

HAVE_SEND_HANDLE = True


class ForkingPickler(pickle.Pickler):
    """A pickler that knows more types; register() adds to them."""

    _extra_reducers = {}

    def __init__(self, *args):
        super().__init__(*args)
        self.dispatch_table = {**copyreg.dispatch_table, **self._extra_reducers}

    @classmethod
    def register(cls, type, reduce):
        """Have objects of a type reduced by a function."""
        cls._extra_reducers[type] = reduce

    @classmethod
    def dumps(cls, obj, protocol=None):
        """An object as bytes."""
        if cls is ForkingPickler:
            return memoryview(dumps_bytes(obj, protocol))
        buffer = io.BytesIO()
        cls(buffer, protocol).dump(obj)
        return buffer.getbuffer()

    loads = pickle.loads


def dumps_bytes(obj, protocol=None):
    """What ForkingPickler.dumps() gives, as bytes."""
    data = pickle._dumps_plain(obj, protocol, ForkingPickler._extra_reducers)
    if data is None:
        buffer = io.BytesIO()
        ForkingPickler(buffer, protocol).dump(obj)
        data = buffer.getvalue()
    return data


register = ForkingPickler.register


def dump(obj, file, protocol=None):
    """Write an object to a file."""
    ForkingPickler(file, protocol).dump(obj)


def DupFd(fd):
    """A descriptor on its way: to a child that is being started, or to whoever unpickles it."""
    popen = context.get_spawning_popen()
    if popen is not None:
        return popen.DupFd(popen.duplicate_for_child(fd))
    from . import resource_sharer
    return resource_sharer.DupFd(fd)


class InheritedFd:
    """A descriptor that a new program has under the same number."""

    def __init__(self, fd):
        self.fd = fd

    def detach(self):
        """The descriptor."""
        return self.fd


def send_handle(conn, handle, destination_pid):
    """Send a descriptor over a connection that is a Unix socket."""
    with socket.fromfd(conn.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        sendfds(sock, [handle])


def recv_handle(conn):
    """Receive one."""
    with socket.fromfd(conn.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        return recvfds(sock, 1)[0]


def sendfds(sock, fds):
    """Send descriptors; the other side confirms."""
    socket.send_fds(sock, [bytes([len(fds) % 256])], fds)
    if sock.recv(1) != b"A":
        raise RuntimeError("did not receive acknowledgement of fd")


def recvfds(sock, size):
    """Receive up to that many descriptors."""
    message, fds, _, _ = socket.recv_fds(sock, 1, size)
    if not message and not fds:
        raise EOFError
    sock.send(b"A")
    if not fds:
        raise RuntimeError("received 0 items of ancdata")
    if message != bytes([len(fds) % 256]):
        raise RuntimeError("Invalid data received")
    return fds


def _reduce_method(method):
    if method.__self__ is None:
        return getattr, (method.__class__, method.__func__.__name__)
    return getattr, (method.__self__, method.__func__.__name__)


def _reduce_partial(partial):
    return _rebuild_partial, (partial.func, partial.args, partial.keywords or {})


def _rebuild_partial(func, args, keywords):
    return functools.partial(func, *args, **keywords)


def _reduce_socket(sock):
    return _rebuild_socket, (DupFd(sock.fileno()), sock.family, sock.type, sock.proto)


def _rebuild_socket(inherited, family, type, proto):
    return socket.socket(family, type, proto, fileno=inherited.detach())


register(MethodType, _reduce_method)
register(functools.partial, _reduce_partial)
register(socket.socket, _reduce_socket)
