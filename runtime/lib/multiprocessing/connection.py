"""Connections: pipes and sockets that carry objects; listening for them; waiting for many.

A message is its length, four bytes (or -1 and eight bytes for a long one), and its bytes. An object is sent
as its pickle.
"""

import itertools
import os
import selectors
import socket
import struct
import tempfile

from . import util
from .context import AuthenticationError, BufferTooShort
from .reduction import DupFd, ForkingPickler, dumps_bytes, register

__all__ = ["Client", "Listener", "Pipe", "wait"]

CONNECTION_TIMEOUT = 20.0
default_family = "AF_UNIX"
families = ["AF_INET", "AF_UNIX"]
_counter = itertools.count()
_HEADER_SHORT = struct.Struct("!i")
_HEADER_LONG = struct.Struct("!Q")
_PIECE = 1 << 20  # what is written or read at once


class _ConnectionBase:
    """What carries messages; a subclass reads and writes bytes."""

    _handle = None

    def __init__(self, handle, readable=True, writable=True):
        handle = handle.__index__()
        if handle < 0:
            raise ValueError("invalid handle")
        if not readable and not writable:
            raise ValueError("at least one of `readable` and `writable` must be True")
        self._handle = handle
        self._readable = readable
        self._writable = writable

    def __del__(self):
        if self._handle is not None:
            self._close()
            self._handle = None

    def _check_closed(self):
        if self._handle is None:
            raise OSError("handle is closed")

    def _check_readable(self):
        self._check_closed()
        if not self._readable:
            raise OSError("connection is write-only")

    def _check_writable(self):
        self._check_closed()
        if not self._writable:
            raise OSError("connection is read-only")

    @property
    def closed(self):
        """Whether it is closed."""
        return self._handle is None

    @property
    def readable(self):
        """Whether it can receive."""
        return self._readable

    @property
    def writable(self):
        """Whether it can send."""
        return self._writable

    def fileno(self):
        """Its descriptor."""
        self._check_closed()
        return self._handle

    def close(self):
        """Close it."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            self._close(handle)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def send_bytes(self, buf, offset=0, size=None):
        """Send a part of a buffer as one message."""
        self._check_writable()
        view = memoryview(buf)
        if view.itemsize > 1:
            view = view.cast("B")
        length = view.nbytes
        if offset < 0:
            raise ValueError("offset is negative")
        if length < offset:
            raise ValueError("buffer length < offset")
        if size is None:
            size = length - offset
        elif size < 0:
            raise ValueError("size is negative")
        elif offset + size > length:
            raise ValueError("buffer length < offset + size")
        self._send_bytes(view[offset:offset + size])

    def send(self, obj):
        """Send an object."""
        self._check_writable()
        self._send_bytes(dumps_bytes(obj))

    def recv_bytes(self, maxlength=None):
        """Receive a message; EOFError at the end."""
        self._check_readable()
        if maxlength is not None and maxlength < 0:
            raise ValueError("negative maxlength")
        message = self._recv_bytes(maxlength)
        if message is None:
            if self._writable:
                self._readable = False
            else:
                self.close()
            raise OSError("bad message length")
        return message

    def recv_bytes_into(self, buf, offset=0):
        """Receive a message into a buffer; its length."""
        self._check_readable()
        view = memoryview(buf).cast("B")
        if offset < 0:
            raise ValueError("negative offset")
        if offset > len(view):
            raise ValueError("offset too large")
        message = self._recv_bytes()
        if len(view) < offset + len(message):
            raise BufferTooShort(message)
        view[offset:offset + len(message)] = message
        return len(message)

    def recv(self):
        """Receive an object; EOFError at the end."""
        self._check_readable()
        return ForkingPickler.loads(self._recv_bytes())

    def poll(self, timeout=0.0):
        """Whether something can be received within timeout seconds."""
        self._check_readable()
        return bool(wait([self], timeout))


class Connection(_ConnectionBase):
    """A pipe or a socket."""

    def _close(self, handle=None):
        os.close(self._handle if handle is None else handle)

    def _write(self, data):
        n_written = os.write(self._handle, data)
        while n_written < len(data):
            n_written += os.write(self._handle, data[n_written:n_written + _PIECE])

    def _read(self, size):
        """Exactly so many bytes."""
        piece = os.read(self._handle, min(size, _PIECE))
        if len(piece) == size:
            return piece
        if not piece:
            raise EOFError
        pieces = [piece]
        left = size - len(piece)
        while left > 0:
            piece = os.read(self._handle, min(left, _PIECE))
            if not piece:
                raise OSError("got end of file during message")
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)

    def _send_bytes(self, buf):
        header = header_of(len(buf))
        if len(buf) > 16384:
            self._write(header)
            self._write(memoryview(buf))
        else:
            self._write(header + buf)  # one write, so that short messages stay whole

    def _recv_bytes(self, maxsize=None):
        size, = _HEADER_SHORT.unpack(self._read(4))
        if size == -1:
            size, = _HEADER_LONG.unpack(self._read(8))
        if maxsize is not None and size > maxsize:
            return None
        return self._read(size)


def header_of(length):
    """What stands before a message of some length."""
    if length > 0x7fffffff:
        return _HEADER_SHORT.pack(-1) + _HEADER_LONG.pack(length)
    return _HEADER_SHORT.pack(length)


def read_header(data, place):
    """What header_of() has written at a place in data: its own size and the length; None if it is not all there."""
    if len(data) - place < 4:
        return None
    length, = _HEADER_SHORT.unpack_from(data, place)
    if length != -1:
        return 4, length
    if len(data) - place < 12:
        return None
    return 12, _HEADER_LONG.unpack_from(data, place + 4)[0]


def Pipe(duplex=True):
    """Two connected Connections; without duplex the first receives and the second sends."""
    if duplex:
        first, second = socket.socketpair()
        first.setblocking(True)
        second.setblocking(True)
        return Connection(first.detach()), Connection(second.detach())
    read, write = os.pipe()
    return Connection(read, writable=False), Connection(write, readable=False)


def _reduce_connection(connection):
    return _rebuild_connection, (DupFd(connection.fileno()), connection.readable, connection.writable)


def _rebuild_connection(inherited, readable, writable):
    return Connection(inherited.detach(), readable, writable)


register(Connection, _reduce_connection)


def wait(object_list, timeout=None):
    """The connections, sockets and descriptors that are ready to be read within timeout seconds."""
    with selectors.PollSelector() as selector:
        for each in object_list:
            selector.register(each, selectors.EVENT_READ)
        return [key.fileobj for key, _ in selector.select(timeout)]


# --- listening and connecting ---

def arbitrary_address(family):
    """A free address of a family: "AF_INET" or "AF_UNIX"."""
    if family == "AF_INET":
        return ("localhost", 0)
    if family == "AF_UNIX":
        return tempfile.mktemp(prefix="listener-%d-%d-" % (os.getpid(), next(_counter)), dir=util.get_temp_dir())
    raise ValueError("unrecognized family")


def address_type(address):
    """The family of an address."""
    if type(address) is tuple:
        return "AF_INET"
    if type(address) is str and address.startswith("\\\\"):
        return "AF_PIPE"
    if type(address) is str or util.is_abstract_socket_namespace(address):
        return "AF_UNIX"
    raise ValueError("address type of %r unrecognized" % (address,))


def _check_family(family):
    if family is not None and not hasattr(socket, family):
        raise ValueError("Family %s is not recognized." % family)


class SocketListener:
    """A socket that others connect to."""

    def __init__(self, address, family, backlog=1):
        self._socket = socket.socket(getattr(socket, family))
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.setblocking(True)
            self._socket.bind(address)
            self._socket.listen(backlog)
            self._address = self._socket.getsockname()
        except OSError:
            self._socket.close()
            raise
        self._family = family
        self._last_accepted = None
        self._unlink = None
        if family == "AF_UNIX" and not util.is_abstract_socket_namespace(address):
            self._unlink = util.Finalize(self, os.unlink, args=(address,), exitpriority=0)

    def accept(self):
        """The next connection."""
        sock, self._last_accepted = self._socket.accept()
        sock.setblocking(True)
        return Connection(sock.detach())

    def close(self):
        """Listen no longer."""
        try:
            self._socket.close()
        finally:
            unlink, self._unlink = self._unlink, None
            if unlink is not None:
                unlink()


class Listener:
    """Where others connect; with authkey they must have the same."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        family = family or (address and address_type(address)) or "AF_UNIX"
        address = address or arbitrary_address(family)
        _check_family(family)
        self._listener = SocketListener(address, family, backlog)
        if authkey is not None and not isinstance(authkey, bytes):
            raise TypeError("authkey should be a byte string")
        self._authkey = authkey

    def accept(self):
        """The next connection."""
        if self._listener is None:
            raise OSError("listener is closed")
        connection = self._listener.accept()
        if self._authkey is not None:
            try:
                deliver_challenge(connection, self._authkey)
                answer_challenge(connection, self._authkey)
            except BaseException:
                connection.close()
                raise
        return connection

    def close(self):
        """Listen no longer."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.close()

    @property
    def address(self):
        """The address."""
        return self._listener._address

    @property
    def last_accepted(self):
        """The address of the last one that connected."""
        return self._listener._last_accepted

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def Client(address, family=None, authkey=None):
    """Connect to a Listener."""
    family = family or address_type(address)
    _check_family(family)
    if authkey is not None and not isinstance(authkey, bytes):
        raise TypeError("authkey should be a byte string")
    with socket.socket(getattr(socket, family)) as sock:
        sock.setblocking(True)
        sock.connect(address)
        connection = Connection(sock.detach())
    if authkey is not None:
        try:
            answer_challenge(connection, authkey)
            deliver_challenge(connection, authkey)
        except BaseException:
            connection.close()
            raise
    return connection


# Each side proves that it has the key by a keyed digest of a random message of the other.

_CHALLENGE, _WELCOME, _FAILURE = b"#CHALLENGE#", b"#WELCOME#", b"#FAILURE#"
MESSAGE_LENGTH = 40


_DIGESTS = (b"md5", b"sha256", b"sha384", b"sha3_256", b"sha3_384")


def _digest_name(message):
    """What a challenge or an answer to one says it is digested with, "" where it does not: that was before 3.12."""
    if len(message) in (20, 16):
        return ""
    name = message[1:max(message.find(b"}"), 1)]
    if not message.startswith(b"{") or name not in _DIGESTS:
        raise AuthenticationError(
            f"unsupported message length, missing digest prefix, or unsupported digest: {message=}")
    return name.decode()


def _keyed_digest(authkey, message, name):
    import hmac
    return hmac.new(authkey, message, name or "md5").digest()


def _check_answer(authkey, message, answer):
    import hmac
    name = _digest_name(answer)
    expected = _keyed_digest(authkey, message, name)
    received = answer[len(name) + 2:] if name else answer
    if len(received) != len(expected):
        raise AuthenticationError(f"expected {name or 'md5'!r} of length {len(expected)} got {len(received)}")
    if not hmac.compare_digest(expected, received):
        raise AuthenticationError("digest received was wrong")


def deliver_challenge(connection, authkey, digest_name="sha256"):
    """Have the other side prove that it has the key."""
    if not isinstance(authkey, bytes):
        raise ValueError("Authkey must be bytes, not {0!s}".format(type(authkey)))
    message = b"{%s}%s" % (digest_name.encode(), os.urandom(MESSAGE_LENGTH))
    connection.send_bytes(_CHALLENGE + message)
    try:
        _check_answer(authkey, message, connection.recv_bytes(256))
    except AuthenticationError:
        connection.send_bytes(_FAILURE)
        raise
    connection.send_bytes(_WELCOME)


def answer_challenge(connection, authkey):
    """Prove to the other side that this one has the key."""
    if not isinstance(authkey, bytes):
        raise ValueError("Authkey must be bytes, not {0!s}".format(type(authkey)))
    message = connection.recv_bytes(256)
    if not message.startswith(_CHALLENGE):
        raise AuthenticationError(f"Protocol error, expected challenge: {message=}")
    message = message[len(_CHALLENGE):]
    if len(message) < 20:
        raise AuthenticationError(f"challenge too short: {len(message)} bytes")
    name = _digest_name(message)
    digest = _keyed_digest(authkey, message, name)
    connection.send_bytes(b"{%s}%s" % (name.encode(), digest) if name else digest)
    if connection.recv_bytes(256) != _WELCOME:
        raise AuthenticationError("digest sent was rejected")
