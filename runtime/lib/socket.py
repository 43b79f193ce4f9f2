"""Sockets: connections to other programs, here or elsewhere.

A socket is a descriptor, its family and its timeout; every call that waits lets other threads run
meanwhile. With a timeout, and without waiting at all (0), the descriptor is non-blocking for the
system, as in CPython.
"""

import _socket
import _socket_messages
import _socket_names
import errno
import io
import os
import sys
from _socket_errors import error, gaierror, herror, timeout
from _socket_messages import CMSG_LEN, CMSG_SPACE
from enum import IntEnum, IntFlag

has_ipv6 = True
has_dualstack_ipv6 = lambda: has_ipv6
INADDR_ANY, INADDR_LOOPBACK, INADDR_BROADCAST = 0, 0x7f000001, 0xffffffff
SOL_IP, SOL_TCP, SOL_UDP = 0, 6, 17
_default_timeout = None


def _enumeration(base, name, prefix, module):
    members = [item for item in vars(module).items() if item[0].startswith(prefix)]
    return base(name, members, module=__name__)


AddressFamily = _enumeration(IntEnum, "AddressFamily", "AF_", _socket)
SocketKind = _enumeration(IntEnum, "SocketKind", "SOCK_", _socket)
MsgFlag = _enumeration(IntFlag, "MsgFlag", "MSG_", _socket)
AddressInfo = _enumeration(IntFlag, "AddressInfo", "AI_", _socket_names)
for _module in (_socket, _socket_names):
    globals().update({name: value for name, value in vars(_module).items() if name.isupper()})
for _class in (AddressFamily, SocketKind, MsgFlag, AddressInfo):
    globals().update(_class.__members__)
del _class, _module


def _as_member(value, enumeration):
    """The member with that number, or the number if there is none."""
    try:
        return enumeration(value)
    except ValueError:
        return value


def getdefaulttimeout():
    """The timeout of new sockets."""
    return _default_timeout


def setdefaulttimeout(timeout, /):
    """Set the timeout of new sockets: seconds, or None to wait without end."""
    global _default_timeout
    _default_timeout = _check_timeout(timeout)


def _check_timeout(value):
    if value is None:
        return None
    if not isinstance(value, (int, float)) and not hasattr(value, "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if value < 0:
        raise ValueError("Timeout value out of range")
    return float(value)


class socket(_socket_messages.Messages):
    """A socket: socket(family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None)."""

    __slots__ = ("__weakref__", "_fd", "_family", "_type", "_proto", "_timeout", "_io_refs", "_closed")

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._fd = -1
        self._io_refs = 0
        self._closed = False
        self._timeout = _default_timeout
        if fileno is None:
            self._family = AF_INET if family == -1 else family
            self._type = SOCK_STREAM if type == -1 else type
            self._proto = 0 if proto == -1 else proto
            self._fd = _socket.socket(self._family, self._type, self._proto)
            if self._type & SOCK_NONBLOCK:
                self._timeout = 0.0
            self._type = int(self._type) & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)
        else:
            self._adopt(fileno, family, type, proto)
        if self._timeout is not None:
            os.set_blocking(self._fd, False)

    def _adopt(self, fileno, family, type, proto):
        """Take over a descriptor; what was not said of it is asked of the system."""
        if not isinstance(fileno, int):
            raise TypeError(f"an integer is required (got type {_type_name(fileno)})")
        if fileno < 0:
            raise ValueError("negative file descriptor")
        option = _socket.getsockopt
        self._family = option(fileno, SOL_SOCKET, SO_DOMAIN, 0) if family == -1 else family
        self._type = option(fileno, SOL_SOCKET, SO_TYPE, 0) if type == -1 else type
        self._proto = option(fileno, SOL_SOCKET, SO_PROTOCOL, 0) if proto == -1 else proto
        self._fd = fileno

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        if not self._closed:
            self.close()

    def __repr__(self):
        cls = self.__class__
        closed = " [closed]" if getattr(self, "_closed", False) else ""
        text = (f"<{cls.__module__}.{cls.__qualname__}{closed} fd={self._fd}, family={int(self._family)}, "
                f"type={int(self._type)}, proto={int(self._proto)}")
        if not self._closed:
            for label, function in (("laddr", _socket.getsockname), ("raddr", _socket.getpeername)):
                try:
                    address = function(self._fd)
                except OSError:
                    continue
                if address:
                    text += f", {label}={address}"
        return text + ">"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    def __del__(self):
        if getattr(self, "_fd", -1) >= 0:
            if not self._closed:  # else somebody dropped a file made of it
                import warnings
                warnings.warn(f"unclosed {self!r}", ResourceWarning, stacklevel=2, source=self)
            fd, self._fd = self._fd, -1  # what is in a cycle with it may close it once more
            _socket.close(fd)

    @property
    def family(self):
        """The address family: AF_INET and the like."""
        return _as_member(self._family, AddressFamily)

    @property
    def type(self):
        """SOCK_STREAM, SOCK_DGRAM and the like."""
        return _as_member(self._type, SocketKind)

    @property
    def proto(self):
        """The protocol."""
        return int(self._proto)

    @property
    def timeout(self):
        """The timeout in seconds, None if there is none."""
        return self._timeout

    def fileno(self):
        """The descriptor, -1 if the socket is closed."""
        return self._fd

    def detach(self):
        """Give the descriptor away: the socket is closed, the descriptor is not."""
        fd, self._fd = self._fd, -1
        self._closed = True
        return fd

    def dup(self):
        """A second socket for the same connection."""
        sock = self.__class__(self._family, self._type, self._proto, os.dup(self._fd))
        sock.settimeout(self._timeout)
        return sock

    def close(self):
        """Close the socket; files made of it go on until they are closed too."""
        self._closed = True
        if self._io_refs <= 0:
            self._real_close()

    def _real_close(self):
        fd, self._fd = self._fd, -1
        if fd >= 0:
            _socket.close(fd)

    def _decref_socketios(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closed:
            self.close()

    def settimeout(self, timeout, /):
        """Set the timeout of calls that wait: seconds, 0 for no waiting, None for no end."""
        timeout = _check_timeout(timeout)
        os.set_blocking(self._fd, timeout is None)
        self._timeout = timeout

    def gettimeout(self):
        """The timeout in seconds, None if there is none."""
        return self._timeout

    def setblocking(self, flag, /):
        """True is settimeout(None), False is settimeout(0)."""
        self.settimeout(None if flag else 0.0)

    def getblocking(self):
        """Whether calls wait."""
        return self._timeout != 0.0

    def get_inheritable(self):
        """Whether programs that are started keep the descriptor."""
        return os.get_inheritable(self._fd)

    def set_inheritable(self, inheritable):
        """Set whether programs that are started keep the descriptor."""
        os.set_inheritable(self._fd, inheritable)

    def bind(self, address, /):
        """Give the socket its own address."""
        _socket.bind(self._fd, self._family, address)

    def listen(self, backlog=128, /):
        """Let others connect; backlog connections may wait for accept()."""
        _socket.listen(self._fd, backlog)

    def accept(self):
        """Wait for a connection: (new socket, address of the other side)."""
        fd, address = _socket.accept(self._fd, self._timeout)
        return socket(self._family, self._type, self._proto, fd), address

    def connect(self, address, /):
        """Connect to an address."""
        number = _socket.connect(self._fd, self._family, address, self._timeout)
        if number:
            raise OSError(number, os.strerror(number))

    def connect_ex(self, address, /):
        """Connect to an address: 0, or the errno of what went wrong."""
        try:
            return _socket.connect(self._fd, self._family, address, self._timeout)
        except TimeoutError:
            return errno.EWOULDBLOCK

    def recv(self, bufsize, flags=0, /):
        """Receive up to bufsize bytes; b"" at the end."""
        return _socket.recv(self._fd, bufsize, flags, self._timeout)

    def recvfrom(self, bufsize, flags=0, /):
        """Receive bytes: (bytes, sender's address)."""
        return _socket.recvfrom(self._fd, bufsize, flags, self._timeout)

    def recv_into(self, buffer, nbytes=0, flags=0):
        """Receive into a buffer; how many bytes came."""
        return _socket.recv_into(self._fd, buffer, memoryview(buffer).nbytes, nbytes, flags, self._timeout)

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        """Receive into a buffer: (how many bytes, sender's address)."""
        return _socket.recvfrom_into(self._fd, buffer, memoryview(buffer).nbytes, nbytes, flags, self._timeout)

    def send(self, data, flags=0, /):
        """Send bytes; how many went."""
        return _socket.send(self._fd, data, flags, self._timeout)

    def sendall(self, data, flags=0, /):
        """Send all of the bytes."""
        return _socket.sendall(self._fd, data, flags, self._timeout)

    def sendto(self, data, *arguments):
        """Send bytes to an address: sendto(data[, flags], address)."""
        if not 1 <= len(arguments) <= 2:
            raise TypeError(f"sendto() takes 2 or 3 arguments ({len(arguments) + 1} given)")
        flags = arguments[0] if len(arguments) == 2 else 0
        return _socket.sendto(self._fd, self._family, data, flags, arguments[-1], self._timeout)

    def sendfile(self, file, offset=0, count=None):
        """Send what is in a file from offset on; how many bytes went."""
        if self._timeout == 0:
            raise ValueError("non-blocking sockets are not supported")
        if "b" not in getattr(file, "mode", "b"):
            raise ValueError("file should be opened in binary mode")
        if not int(self._type) & SOCK_STREAM:
            raise ValueError("only SOCK_STREAM type sockets are supported")
        if offset:
            file.seek(offset)
        sent = 0
        while count is None or sent < count:
            data = file.read(8192 if count is None else min(8192, count - sent))
            if not data:
                break
            self.sendall(data)
            sent += len(data)
        if sent:
            file.seek(offset + sent)
        return sent

    def shutdown(self, how, /):
        """End receiving (SHUT_RD), sending (SHUT_WR) or both (SHUT_RDWR)."""
        _socket.shutdown(self._fd, how)

    def getsockname(self):
        """The socket's own address."""
        return _socket.getsockname(self._fd)

    def getpeername(self):
        """The address of the other side."""
        return _socket.getpeername(self._fd)

    def getsockopt(self, level, option, buflen=0, /):
        """The value of an option: an int, or bytes if buflen is given."""
        return _socket.getsockopt(self._fd, level, option, buflen)

    def setsockopt(self, level, option, value, optlen=None, /):
        """Set an option to an int or bytes."""
        _socket.setsockopt(self._fd, level, option, bytes(optlen) if value is None else value)

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        """A file object that reads from and writes to the socket."""
        if not set(mode) <= {"r", "w", "b"}:
            raise ValueError(f"invalid mode {mode!r} (only r, w, b allowed)")
        writing = "w" in mode
        reading = "r" in mode or not writing
        raw = SocketIO(self, "r" * reading + "w" * writing)
        self._io_refs += 1
        if buffering is None or buffering < 0:
            buffering = io.DEFAULT_BUFFER_SIZE
        if buffering == 0:
            if "b" not in mode:
                raise ValueError("unbuffered streams must be binary")
            return raw
        if reading and writing:
            buffer = io.BufferedRWPair(raw, raw, buffering)
        elif reading:
            buffer = io.BufferedReader(raw, buffering)
        else:
            buffer = io.BufferedWriter(raw, buffering)
        if "b" in mode:
            return buffer
        text = io.TextIOWrapper(buffer, encoding, errors, newline)
        text.mode = mode
        return text


SocketType = socket


def _type_name(value):
    return type(value).__name__


class SocketIO(io.RawIOBase):
    """A socket as a raw stream, for makefile()."""

    def __init__(self, sock, mode):
        if mode not in ("r", "w", "rw", "rb", "wb", "rwb"):
            raise ValueError(f"invalid mode: {mode!r}")
        self._sock = sock
        self.mode = mode if "b" in mode else mode + "b"
        self._timeout_occurred = False

    def readinto(self, b):
        """Read into a buffer; None if nothing is there and the socket does not wait."""
        self._check_open()
        if not self.readable():
            raise OSError("not readable")
        if self._timeout_occurred:
            raise OSError("cannot read from timed out object")
        try:
            return self._sock.recv_into(b)
        except timeout:
            self._timeout_occurred = True
            raise
        except BlockingIOError:
            return None

    def write(self, b):
        """Send; how many bytes went, None if the socket would have to wait."""
        self._check_open()
        if not self.writable():
            raise OSError("not writable")
        try:
            return self._sock.send(b)
        except BlockingIOError:
            return None

    def readable(self):
        self._check_open()
        return "r" in self.mode

    def writable(self):
        self._check_open()
        return "w" in self.mode

    def seekable(self):
        self._check_open()
        return False

    def fileno(self):
        self._check_open()
        return self._sock.fileno()

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")

    @property
    def name(self):
        return -1 if self.closed else self.fileno()

    def close(self):
        if not self.closed:
            super().close()
            self._sock._decref_socketios()
            self._sock = None


def fromfd(fd, family, type, proto=0):
    """A socket for a copy of a descriptor."""
    return socket(family, type, proto, os.dup(fd))


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Two connected sockets."""
    family = AF_UNIX if family is None else family
    first, second = _socket.socketpair(family, type, proto)
    return socket(family, type, proto, first), socket(family, type, proto, second)


def close(fd, /):
    """Close a socket's descriptor."""
    _socket.close(fd)


def dup(fd, /):
    """A copy of a descriptor."""
    return os.dup(fd)


def send_fds(sock, buffers, fds, flags=0, address=None):
    """Send descriptors to another process, beside some bytes."""
    return _socket.send_fds(sock._fd, b"".join(buffers), tuple(fds), sock._timeout)


def recv_fds(sock, bufsize, maxfds, flags=0):
    """Receive descriptors: (bytes, descriptors, flags, address)."""
    return _socket.recv_fds(sock._fd, bufsize, sock._timeout)


# --- names ---

def _host_text(host):
    if host is None or isinstance(host, str):
        return host if host is None or host.isascii() else host.encode("idna").decode()
    if isinstance(host, (bytes, bytearray)):
        return bytes(host).decode()
    raise TypeError("getaddrinfo() argument 1 must be string or None")


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """The addresses of a name: a list of (family, type, proto, canonname, sockaddr)."""
    host = _host_text(host)
    if isinstance(port, bytes):
        port = port.decode()
    elif isinstance(port, int):
        port = str(int(port))
    elif isinstance(port, str):
        port.encode()
    elif port is not None:
        raise OSError("Int or String expected")
    return [(_as_member(found[0], AddressFamily), _as_member(found[1], SocketKind), *found[2:])
            for found in _socket_names.getaddrinfo(host, port, family, type, proto, flags)]


def getnameinfo(sockaddr, flags, /):
    """The (host, service) of an address."""
    if not isinstance(sockaddr, tuple):
        raise TypeError("getnameinfo() argument 1 must be a tuple")
    family = AF_INET6 if len(sockaddr) > 2 or ":" in sockaddr[0] else AF_INET
    return _socket_names.getnameinfo(family, sockaddr, flags)


gethostname = _socket_names.gethostname


def gethostbyname(hostname, /):
    """The IPv4 address of a host."""
    return getaddrinfo(hostname, None, AF_INET, SOCK_STREAM)[0][4][0]


def gethostbyname_ex(hostname, /):
    """(name, other names, IPv4 addresses) of a host."""
    found = getaddrinfo(hostname, None, AF_INET, SOCK_STREAM, 0, AI_CANONNAME)
    return found[0][3] or hostname, [], [each[4][0] for each in found]


def gethostbyaddr(ip_address, /):
    """(name, other names, addresses) of an address."""
    family, address = getaddrinfo(ip_address, 0, 0, SOCK_STREAM)[0][::4]
    try:
        return _socket_names.getnameinfo(family, address, NI_NAMEREQD)[0], [], [address[0]]
    except gaierror:
        raise herror(1, "Unknown host") from None


def getfqdn(name=""):
    """The full name of a host, this one if none is given."""
    name = name.strip()
    if not name or name in ("0.0.0.0", "::"):
        name = gethostname()
    try:
        host, others, _ = gethostbyaddr(name)
    except OSError:
        return name
    return next((each for each in [host, *others] if "." in each), host)


def getservbyname(servicename, protocolname=None, /):
    """The port of a service."""
    port = _socket_names.service(servicename, protocolname)
    if port is None:
        raise OSError("service/proto not found")
    return port


def getservbyport(port, protocolname=None, /):
    """The service at a port."""
    if not 0 <= port <= 0xffff:
        raise OverflowError("getservbyport: port must be 0-65535.")
    name = _socket_names.service_at(port, protocolname)
    if name is None:
        raise OSError("port/proto not found")
    return name


# --- addresses and numbers as bytes ---

def inet_pton(address_family, ip_string, /):
    """An address as bytes."""
    packed = _socket_names.inet_pton(address_family, ip_string)
    if packed is None:
        raise OSError("illegal IP address string passed to inet_pton")
    return packed


def inet_ntop(address_family, packed_ip, /):
    """An address as text."""
    return _socket_names.inet_ntop(address_family, packed_ip)


def inet_aton(ip_addr, /):
    """An IPv4 address as bytes."""
    packed = _socket_names.inet_aton(ip_addr)
    if packed is None:
        raise OSError("illegal IP address string passed to inet_aton")
    return packed


def inet_ntoa(packed_ip, /):
    """An IPv4 address as text."""
    if len(packed_ip) != 4:
        raise OSError("packed IP wrong length")
    return _socket_names.inet_ntop(AF_INET, packed_ip)


def _swap(name, size, negative, too_large):
    def swap(integer, /):
        if integer < 0:
            raise OverflowError(negative)
        if integer >> size * 8:
            raise OverflowError(too_large)
        return int.from_bytes(integer.to_bytes(size, sys.byteorder), "big")
    swap.__name__ = swap.__qualname__ = name
    swap.__doc__ = "Convert between the byte order of the network and of this machine."
    return swap


ntohs, htons = [_swap(name, 2, f"{name}: can't convert negative Python int to C 16-bit unsigned integer",
                      f"{name}: Python int too large to convert to C 16-bit unsigned integer")
                for name in ("ntohs", "htons")]
ntohl, htonl = [_swap(name, 4, "can't convert negative value to unsigned int", "int larger than 32 bits")
                for name in ("ntohl", "htonl")]


# --- the usual ways to begin ---

_GLOBAL_DEFAULT = object()


def create_connection(address, timeout=_GLOBAL_DEFAULT, source_address=None, *, all_errors=False):
    """Connect to (host, port), trying all of its addresses; the socket."""
    host, port = address
    failures = []
    for family, kind, proto, _, place in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not _GLOBAL_DEFAULT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(place)
            return sock
        except OSError as failure:
            if not all_errors:
                failures.clear()
            failures.append(failure)
            if sock is not None:
                sock.close()
    try:
        if not failures:
            raise OSError("getaddrinfo returns an empty list")
        if not all_errors:
            raise failures[0]
        raise ExceptionGroup("create_connection failed", failures)
    finally:
        failures.clear()


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """A socket that listens at an address."""
    if dualstack_ipv6 and family != AF_INET6:
        raise ValueError("dualstack_ipv6 requires AF_INET6 family")
    sock = socket(family, SOCK_STREAM)
    try:
        sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        if reuse_port:
            sock.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        if family == AF_INET6:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0 if dualstack_ipv6 else 1)
        try:
            sock.bind(address)
        except OSError as failure:
            raise type(failure)(failure.errno, f"{failure.strerror} (while attempting to bind on address {address!r})") \
                from None
        sock.listen(128 if backlog is None else backlog)
        return sock
    except OSError:
        sock.close()
        raise
