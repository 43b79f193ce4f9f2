"""TLS: connections that nobody else can read, to servers that prove who they are.

The client's side of it, as far as libcurl offers it (_curl): a context says what is to be checked
and wraps a connected socket. There is no server's side, and nothing that shows certificates.
"""

import _curl
import _select
import errno
import os
import re
import select
import socket as _socket_module
import time
from collections import namedtuple
from enum import IntEnum, IntFlag
from socket import SOCK_STREAM, SOL_SOCKET, SO_TYPE, socket

HAS_SNI = HAS_ALPN = HAS_TLSv1_2 = HAS_TLSv1_3 = True
HAS_SSLv2 = HAS_SSLv3 = HAS_NPN = HAS_PSK = False
HAS_NEVER_CHECK_COMMON_NAME = True
OPENSSL_VERSION = "OpenSSL, by way of libcurl"
CHANNEL_BINDING_TYPES = []
_HOST = re.compile(r"[\w.\-:]+\Z", re.ASCII)
_CERTIFICATE_FAILED, _CONNECT_FAILED, _BAD_CERTIFICATE, _BAD_CIPHER = 60, 35, 58, 59
_SYSTEM_ERROR = re.compile(r"errno (\d+)")
_OPENSSL_REASON = re.compile(r"error:[0-9A-F]+:.*?:.*?:(.+?)(?:, errno \d+)?\Z")

_DefaultVerifyPaths = namedtuple("DefaultVerifyPaths", "cafile capath openssl_cafile_env openssl_cafile "
                                 "openssl_capath_env openssl_capath")


class VerifyMode(IntEnum):
    """Whether the other side must prove who it is."""

    CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED = 0, 1, 2


class _SSLMethod(IntEnum):
    PROTOCOL_TLS, PROTOCOL_TLSv1, PROTOCOL_TLSv1_1, PROTOCOL_TLSv1_2 = 2, 3, 4, 5
    PROTOCOL_TLS_CLIENT, PROTOCOL_TLS_SERVER = 16, 17


class TLSVersion(IntEnum):
    """The versions of TLS."""

    MINIMUM_SUPPORTED, MAXIMUM_SUPPORTED = -2, -1
    SSLv3, TLSv1, TLSv1_1, TLSv1_2, TLSv1_3 = 768, 769, 770, 771, 772


class Purpose(IntEnum):
    """What a certificate is for."""

    SERVER_AUTH, CLIENT_AUTH = 1, 2


class Options(IntFlag):
    """Details, which libcurl decides by itself."""

    OP_NO_SSLv2, OP_NO_COMPRESSION, OP_NO_TLSv1, OP_NO_TLSv1_1 = 0, 0x20000, 0x4000000, 0x10000000
    OP_NO_SSLv3, OP_NO_TLSv1_2, OP_NO_TLSv1_3, OP_ALL = 0x2000000, 0x8000000, 0x20000000, 0x80000050


for _enumeration in (VerifyMode, _SSLMethod, Options):
    globals().update(_enumeration.__members__)
del _enumeration
PROTOCOL_SSLv23 = PROTOCOL_TLS
_CURL_VERSIONS = {TLSVersion.TLSv1: 4, TLSVersion.TLSv1_1: 5, TLSVersion.TLSv1_2: 6, TLSVersion.TLSv1_3: 7}


class SSLError(OSError):
    """TLS failed."""

    library = reason = None

    def __str__(self):
        return str(self.strerror if self.strerror is not None else self.args)


class SSLZeroReturnError(SSLError):
    """The other side has ended the connection."""


class SSLWantReadError(SSLError):
    """It has to wait until something comes."""


class SSLWantWriteError(SSLError):
    """It has to wait until something can be sent."""


class SSLSyscallError(SSLError):
    """The system says no."""


class SSLEOFError(SSLError):
    """The connection ended in the middle."""


class SSLCertVerificationError(SSLError, ValueError):
    """The certificate does not prove who the other side is."""

    verify_code = verify_message = None


CertificateError = SSLCertVerificationError
SSL_ERROR_SSL, SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE, SSL_ERROR_EOF = 1, 2, 3, 8


def _error_for(failure, host):
    """The exception for what libcurl tells: (its code, the result of verifying, a text)."""
    code, verification, text = failure
    if code == _CERTIFICATE_FAILED:
        _, _, why = text.partition("problem: ")
        if not verification or "does not match" in text or "no alternative certificate" in text:
            verification = 62
            kind = "IP address mismatch" if _is_address(host) else "Hostname mismatch"
            why = f"{kind}, certificate is not valid for '{host}'."
        why = why or text
        error = SSLCertVerificationError(
            SSL_ERROR_SSL, f"[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {why}")
        error.library, error.reason = "SSL", "CERTIFICATE_VERIFY_FAILED"
        error.verify_code, error.verify_message = verification, why
        return error
    if found := _OPENSSL_REASON.search(text):
        reason = found[1]
        name = re.sub(r"[^A-Z0-9]+", "_", reason.upper())
        kind = SSLEOFError if name == "UNEXPECTED_EOF_WHILE_READING" else SSLError
        number = SSL_ERROR_EOF if kind is SSLEOFError else SSL_ERROR_SSL
        shown = "EOF occurred in violation of protocol" if kind is SSLEOFError else reason
        error = kind(number, f"[SSL: {name}] {shown}")
        error.library, error.reason = "SSL", name
        return error
    if found := _SYSTEM_ERROR.search(text):
        number = int(found[1])
        return OSError(number, os.strerror(number)) if number else _eof()
    if "Connection reset" in text:
        return ConnectionResetError(errno.ECONNRESET, os.strerror(errno.ECONNRESET))
    if "SSL_ERROR_SYSCALL" in text:
        return _eof()
    return SSLError(SSL_ERROR_SSL, text)


def _eof():
    error = SSLEOFError(SSL_ERROR_EOF, "[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol")
    error.library, error.reason = "SSL", "UNEXPECTED_EOF_WHILE_READING"
    return error


def _is_address(host):
    for family in (_socket_module.AF_INET, _socket_module.AF_INET6):
        try:
            _socket_module.inet_pton(family, host)
            return True
        except OSError:
            pass
    return False


def _require_files(*paths):
    """OSError, without a file name as in CPython, if there is no such file."""
    for path in paths:
        try:
            if path is not None:
                os.stat(path)
        except OSError as error:
            raise type(error)(error.errno, error.strerror) from None


class SSLContext:
    """What is to be checked, and how."""

    sslsocket_class = None

    def __init__(self, protocol=None):
        if protocol is None:
            import warnings
            warnings.warn("ssl.SSLContext() without protocol argument is deprecated.", DeprecationWarning, 2)
            protocol = PROTOCOL_TLS
        self.protocol = _SSLMethod(protocol)
        is_client = self.protocol is PROTOCOL_TLS_CLIENT
        self._verify_mode = CERT_REQUIRED if is_client else CERT_NONE
        self._check_hostname = is_client
        self._trusts_system = False
        self._ca_file = self._ca_folder = self._certificate = self._key = self._password = self._ciphers = None
        self._minimum, self._maximum = TLSVersion.TLSv1_2, TLSVersion.MAXIMUM_SUPPORTED
        self.options = OP_ALL | OP_NO_SSLv3
        self.verify_flags = 0

    @property
    def verify_mode(self):
        """Whether the server must prove who it is."""
        return self._verify_mode

    @verify_mode.setter
    def verify_mode(self, value):
        value = VerifyMode(value)
        if value is CERT_NONE and self._check_hostname:
            raise ValueError("Cannot set verify_mode to CERT_NONE when check_hostname is enabled.")
        self._verify_mode = value

    @property
    def check_hostname(self):
        """Whether the certificate must be for the host that was asked for."""
        return self._check_hostname

    @check_hostname.setter
    def check_hostname(self, value):
        if value and self._verify_mode is CERT_NONE:
            self._verify_mode = CERT_REQUIRED
        self._check_hostname = bool(value)

    @property
    def minimum_version(self):
        """The oldest version of TLS that will do."""
        return self._minimum

    @minimum_version.setter
    def minimum_version(self, value):
        self._minimum = TLSVersion(value)

    @property
    def maximum_version(self):
        """The newest version of TLS that will do."""
        return self._maximum

    @maximum_version.setter
    def maximum_version(self, value):
        self._maximum = TLSVersion(value)

    def load_default_certs(self, purpose=Purpose.SERVER_AUTH):
        """Trust whom the system trusts."""
        self._trusts_system = True
        self._ca_file = os.environ.get("SSL_CERT_FILE")
        self._ca_folder = os.environ.get("SSL_CERT_DIR")

    def set_default_verify_paths(self):
        """Trust whom the system trusts."""
        self.load_default_certs()

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        """Trust those whose certificates are in a file or folder."""
        if cafile is None and capath is None and cadata is None:
            raise TypeError("cafile, capath and cadata cannot be all omitted")
        if cadata is not None:
            raise NotImplementedError("gilt's ssl reads certificates from files, not from cadata")
        _require_files(cafile, capath)
        if cafile is not None:
            self._check_pem(cafile)
            self._ca_file = os.fsdecode(cafile)
        self._ca_folder = self._ca_folder if capath is None else os.fsdecode(capath)

    @staticmethod
    def _check_pem(path):
        with open(path, "rb") as file:
            if b"-----BEGIN" not in file.read():
                error = SSLError(136, "[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found")
                error.library, error.reason = "X509", "NO_CERTIFICATE_OR_CRL_FOUND"
                raise error

    def load_cert_chain(self, certfile, keyfile=None, password=None):
        """Prove who we are with a certificate and its key."""
        _require_files(certfile, keyfile)
        self._certificate = os.fsdecode(certfile)
        self._key = os.fsdecode(certfile if keyfile is None else keyfile)
        password = password() if callable(password) else password
        self._password = password.decode() if isinstance(password, (bytes, bytearray)) else password

    def set_ciphers(self, ciphers):
        """Use only these ciphers."""
        self._ciphers = ciphers

    def set_alpn_protocols(self, alpn_protocols):
        """Offer protocols; it is always http/1.1."""
        if list(alpn_protocols) not in ([], ["http/1.1"]):
            raise NotImplementedError("gilt's ssl offers only http/1.1")

    def wrap_socket(self, sock, server_side=False, do_handshake_on_connect=True, suppress_ragged_eofs=True,
                    server_hostname=None, session=None):
        """The socket with TLS."""
        if server_side or self.protocol is PROTOCOL_TLS_SERVER:
            raise NotImplementedError("gilt's ssl has only the client's side: libcurl has no other")
        if sock.getsockopt(SOL_SOCKET, SO_TYPE) != SOCK_STREAM:
            raise NotImplementedError("only stream sockets are supported")
        if self._check_hostname and not server_hostname:
            raise ValueError("check_hostname requires server_hostname")
        return SSLSocket._wrap(sock, self, server_hostname, do_handshake_on_connect)

    def wrap_bio(self, *args, **kwargs):
        """Not there."""
        raise NotImplementedError("gilt's ssl needs a socket: libcurl has no TLS in memory")

    def _versions(self):
        low, high = self._minimum, self._maximum
        return _CURL_VERSIONS.get(low, 0) | (_CURL_VERSIONS[high] << 16 if high in _CURL_VERSIONS else 0)

    def _connection(self, fd, host, port):
        shown = f"[{host}]" if ":" in host else host
        resolve = None if _is_address(host) else f"{host}:{port}:127.0.0.1"  # it is not looked up
        unsaid = None if self._trusts_system else ""  # libcurl's own file and folder, or none
        texts = (f"https://{shown}:{port}/", resolve, self._ca_file or unsaid, self._ca_folder or unsaid,
                 self._certificate, self._key, self._password, self._ciphers)
        return _curl.connection(fd, texts, self._verify_mode != CERT_NONE, self._check_hostname, self._versions())


class SSLSocket(socket):
    """A socket with TLS."""

    __slots__ = ("context", "server_hostname", "server_side", "do_handshake_on_connect", "_tls", "_host", "_is_ready")

    def __init__(self, *args, **kwargs):
        raise TypeError(f"{self.__class__.__name__} does not have a public constructor. Instances are returned by "
                        f"SSLContext.wrap_socket().")

    @classmethod
    def _wrap(cls, sock, context, server_hostname, handshake):
        if server_hostname is not None and not _HOST.match(server_hostname):
            raise ValueError(f"server_hostname is no name of a host: {server_hostname!r}")
        timeout = sock.gettimeout()
        if handshake and timeout == 0.0:
            raise ValueError("do_handshake_on_connect should not be specified for non-blocking sockets")
        try:
            peer = sock.getpeername()
        except OSError as error:
            if error.errno != errno.ENOTCONN:
                raise
            peer = None
        self = cls.__new__(cls)
        socket.__init__(self, sock.family, sock.type, sock.proto, sock.detach())
        self.context = context
        self.server_hostname = server_hostname
        self.server_side = False
        self.do_handshake_on_connect = handshake
        self._host = server_hostname
        self._is_ready = False
        self._tls = None
        socket.settimeout(self, timeout)
        if peer is not None:
            self._begin(peer)
        return self

    def _begin(self, peer):
        """Start TLS on the connection."""
        try:
            host, port = peer[:2] if isinstance(peer, tuple) else ("localhost", 443)
            self._host = self.server_hostname or host
            os.set_blocking(self._fd, False)
            self._tls = self.context._connection(self._fd, self._host, port)
            if self.do_handshake_on_connect:
                self.do_handshake()
        except BaseException:
            self.close()
            raise

    def connect(self, address, /):
        if self._tls is not None:
            raise ValueError("attempt to connect already-connected SSLSocket!")
        super().connect(address)
        self._begin(self.getpeername())

    def connect_ex(self, address, /):
        result = super().connect_ex(address)
        if result == 0:
            self._begin(self.getpeername())
        return result

    def settimeout(self, timeout, /):
        super().settimeout(timeout)
        if self._tls is not None:
            os.set_blocking(self._fd, False)  # libcurl wants it so; waiting is done here

    def _deadline(self):
        return None if self._timeout is None else time.monotonic() + self._timeout

    def _wait(self, events, deadline, what):
        """Wait until the socket is ready; TimeoutError, or what to do if it does not wait."""
        if self._timeout == 0.0:
            if events & select.POLLIN:
                raise SSLWantReadError(SSL_ERROR_WANT_READ, "The operation did not complete (read)")
            raise SSLWantWriteError(SSL_ERROR_WANT_WRITE, "The operation did not complete (write)")
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0 or not _select.poll((self._fd,), (events,), left):
            raise TimeoutError(what)

    def _checked(self, result):
        if isinstance(result, tuple):
            raise _error_for(result, self._host)
        return result

    def do_handshake(self):
        """Agree on the keys, and check who the server is."""
        deadline = self._deadline()
        while events := self._checked(self._tls.handshake()):
            self._wait(events, deadline, "The handshake operation timed out")
        self._is_ready = True

    def _open(self):
        if self._tls is None or self._closed and self._io_refs <= 0:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        if not self._is_ready:
            self.do_handshake()
        return self._tls

    def recv(self, bufsize=1024, flags=0):
        if flags:
            raise ValueError(f"non-zero flags not allowed in calls to recv() on {self.__class__}")
        if self._tls is None and self._fd >= 0:
            return super().recv(bufsize, flags)  # which says that nobody is connected
        tls = self._open()
        deadline = self._deadline()
        while (data := self._checked(tls.recv(bufsize))) is None:
            self._wait(select.POLLIN, deadline, "The read operation timed out")
        return data

    read = recv

    def recv_into(self, buffer, nbytes=0, flags=0):
        with memoryview(buffer).cast("B") as view:
            data = self.recv(nbytes or len(view), flags)
            view[:len(data)] = data
        return len(data)

    def send(self, data, flags=0):
        if flags:
            raise ValueError(f"non-zero flags not allowed in calls to send() on {self.__class__}")
        if self._tls is None and self._fd >= 0:
            return super().send(data, flags)
        tls = self._open()
        deadline = self._deadline()
        while (count := self._checked(tls.send(data))) is None:
            self._wait(select.POLLOUT, deadline, "The write operation timed out")
        return count

    write = send

    def sendall(self, data, flags=0):
        with memoryview(data).cast("B") as view:
            sent = 0
            while sent < len(view):
                sent += self.send(view[sent:sent + 65536], flags)

    def _no_datagrams(self, *args, **kwargs):
        raise ValueError(f"recvfrom and sendto are not allowed on instances of {self.__class__}")

    recvfrom = recvfrom_into = sendto = _no_datagrams

    def dup(self):
        raise NotImplementedError(f"Can't dup() {self.__class__.__name__} instances")

    def shutdown(self, how, /):
        super().shutdown(how)

    def unwrap(self):
        """Not there."""
        raise NotImplementedError("gilt's ssl cannot give the connection back without TLS: libcurl keeps it")

    def getpeercert(self, binary_form=False):
        """Not there."""
        raise NotImplementedError("gilt's ssl does not show certificates")

    version = cipher = selected_alpn_protocol = getpeercert

    def pending(self):
        """How many bytes are known to be there: libcurl does not tell."""
        return 0

    def _real_close(self):
        tls, self._tls = self._tls, None
        if tls is not None:
            tls.close()
        super()._real_close()


SSLContext.sslsocket_class = SSLSocket


def create_default_context(purpose=Purpose.SERVER_AUTH, *, cafile=None, capath=None, cadata=None):
    """A context that checks what should be checked."""
    if purpose == Purpose.CLIENT_AUTH:
        context = SSLContext(PROTOCOL_TLS_SERVER)
    else:
        context = SSLContext(PROTOCOL_TLS_CLIENT)
    if cafile or capath or cadata:
        context.load_verify_locations(cafile, capath, cadata)
    elif context.verify_mode != CERT_NONE:
        context.load_default_certs(purpose)
    return context


def _create_unverified_context(protocol=None, **kwargs):
    context = SSLContext(PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = CERT_NONE
    return context


_create_default_https_context = create_default_context


def get_default_verify_paths():
    """Where the certificates of those the system trusts are."""
    file, folder = "/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/certs"
    return _DefaultVerifyPaths(os.environ.get("SSL_CERT_FILE", file), os.environ.get("SSL_CERT_DIR", folder),
                               "SSL_CERT_FILE", file, "SSL_CERT_DIR", folder)
