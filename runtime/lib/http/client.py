"""A client of HTTP/1.1: a connection, requests, and responses as streams of bytes."""

import io
import os
import socket

from http import HTTPStatus
from http._message import HTTPMessage

__all__ = ["HTTPResponse", "HTTPConnection", "HTTPException", "NotConnected", "UnknownProtocol",
           "UnknownTransferEncoding", "UnimplementedFileMode", "IncompleteRead", "InvalidURL",
           "ImproperConnectionState", "CannotSendRequest", "CannotSendHeader", "ResponseNotReady", "BadStatusLine",
           "LineTooLong", "RemoteDisconnected", "error", "responses", "HTTPSConnection"]

HTTP_PORT = 80
HTTPS_PORT = 443
_LINE_MAX = 65536
_HEADERS_MAX = 100
_BLOCK = 8192
_METHODS_WITH_BODY = ("PATCH", "POST", "PUT")
responses = {status: status.phrase for status in HTTPStatus}
globals().update(HTTPStatus.__members__)


class HTTPException(Exception):
    """What all errors of HTTP are."""


class NotConnected(HTTPException):
    """There is no connection."""


class InvalidURL(HTTPException):
    """The address cannot be sent."""


class UnknownProtocol(HTTPException):
    """The answer is in a version of HTTP that is not known."""

    def __init__(self, version):
        self.args = version,
        self.version = version


class UnknownTransferEncoding(HTTPException):
    """The answer comes in a form that is not known."""


class UnimplementedFileMode(HTTPException):
    """Not raised any more."""


class ImproperConnectionState(HTTPException):
    """It is not the time for that."""


class CannotSendRequest(ImproperConnectionState):
    """The response to the request before has not been read."""


class CannotSendHeader(ImproperConnectionState):
    """There is no request to send a header of."""


class ResponseNotReady(ImproperConnectionState):
    """No request was sent."""


class BadStatusLine(HTTPException):
    """The answer does not begin as one."""

    def __init__(self, line):
        if not line:
            line = repr(line)
        self.args = line,
        self.line = line


class LineTooLong(HTTPException):
    """A line of the answer is too long."""

    def __init__(self, line_type):
        super().__init__("got more than %d bytes when reading %s" % (_LINE_MAX, line_type))


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    """The server closed the connection without an answer."""

    def __init__(self, *pos, **kw):
        BadStatusLine.__init__(self, "")
        ConnectionResetError.__init__(self, *pos, **kw)


class IncompleteRead(HTTPException):
    """Less came than was announced."""

    def __init__(self, partial, expected=None):
        self.args = partial,
        self.partial = partial
        self.expected = expected

    def __repr__(self):
        more = f", {self.expected} more expected" if self.expected is not None else ""
        return f"{self.__class__.__name__}({len(self.partial)} bytes read{more})"

    __str__ = object.__str__


error = HTTPException


def _read_line(stream, what):
    line = stream.readline(_LINE_MAX + 1)
    if len(line) > _LINE_MAX:
        raise LineTooLong(what)
    return line


def parse_headers(stream):
    """The headers of a message."""
    pairs = []
    while (line := _read_line(stream, "header line")) not in (b"\r\n", b"\n", b""):
        if len(pairs) >= _HEADERS_MAX:
            raise HTTPException("got more than %d headers" % _HEADERS_MAX)
        text = line.decode("iso-8859-1").rstrip("\r\n")
        if text[:1] in (" ", "\t") and pairs:
            pairs[-1] = pairs[-1][0], pairs[-1][1] + " " + text.strip()
        else:
            name, _, value = text.partition(":")
            pairs.append((name, value.strip()))
    return HTTPMessage(pairs)


class HTTPResponse(io.BufferedIOBase):
    """The answer to a request."""

    def __init__(self, sock, debuglevel=0, method=None, url=None):
        self.fp = sock.makefile("rb")
        self.debuglevel = debuglevel
        self._method = method
        self.url = url
        self.headers = self.msg = None
        self.status = self.code = self.reason = self.version = None
        self.chunked = False
        self.chunk_left = None  # of the chunk being read; None: its size comes next
        self.length = None  # what is left; None: until the connection ends
        self.will_close = True

    def begin(self):
        """Read the status and the headers."""
        while True:
            self._read_status()
            headers = parse_headers(self.fp)
            if self.debuglevel > 0:
                for name, value in headers.items():
                    print("header:", name + ":", value)
            if self.status != 100:
                break
        self.headers = self.msg = headers
        self.chunked = headers.get("Transfer-Encoding", "").lower() == "chunked"
        length = headers.get("Content-Length")
        if self.status in (204, 304) or 100 <= self.status < 200 or self._method == "HEAD":
            self.length = 0
            self.chunked = False
        elif length is not None and not self.chunked and length.isdigit():
            self.length = int(length)
        connection = headers.get("Connection", "").lower()
        self.will_close = ("close" in connection if self.version == 11 else "keep-alive" not in connection) or (
            not self.chunked and self.length is None)
        if self.length == 0:
            self._close_file()

    def _read_status(self):
        line = _read_line(self.fp, "status line").decode("iso-8859-1")
        if self.debuglevel > 0:
            print("reply:", repr(line))
        if not line:
            raise RemoteDisconnected("Remote end closed connection without response")
        version, _, rest = line.strip().partition(" ")
        code, _, self.reason = rest.partition(" ")
        if not version.startswith("HTTP/"):
            self._close_file()
            raise BadStatusLine(line)
        if not (code.isdigit() and 100 <= int(code) <= 999):
            raise BadStatusLine(line)
        self.status = self.code = int(code)
        self.reason = self.reason.strip()
        if not version.startswith(("HTTP/1.", "HTTP/0.9")):
            raise UnknownProtocol(version)
        self.version = 10 if version in ("HTTP/1.0", "HTTP/0.9") else 11

    def read(self, amt=None, /):
        """Up to amt bytes, all if it is negative or None."""
        if self.fp is None:
            return b""
        if self.chunked:
            return self._read_chunked(amt)
        if amt is None or amt < 0:
            if self.length is None:
                data = self.fp.read()
            else:
                data = self._read_exactly(self.length)
                self.length = 0
            self._close_file()
            return data
        data = self.fp.read(amt if self.length is None else min(amt, self.length))
        if self.length is not None:
            self.length -= len(data)
        if (not data and amt) or self.length == 0:
            self._close_file()
        return data

    def _read_exactly(self, size):
        data = self.fp.read(size)
        if len(data) < size:
            self._close_file()
            raise IncompleteRead(data, size - len(data))
        return data

    def _next_chunk(self):
        """Whether there is more: reads the size of the next chunk if the last one is used up."""
        if self.chunk_left:
            return True
        if self.chunk_left == 0:
            self._read_exactly(2)
        size = _read_line(self.fp, "chunk size").partition(b";")[0]
        try:
            self.chunk_left = int(size, 16)
        except ValueError:
            self._close_file()
            raise
        if self.chunk_left == 0:
            parse_headers(self.fp)
            self._close_file()
        return self.chunk_left > 0

    def read_piece(self, amt):
        """Up to amt bytes, and of one chunk only if there are chunks: it is there as soon as it was sent."""
        return self._read_chunked(amt, is_piece=True) if self.chunked and self.fp else self.read(amt or _BLOCK)

    def _read_chunked(self, amt, is_piece=False):
        parts = []
        wanted = -1 if amt is None or amt < 0 else amt
        try:
            while wanted and self._next_chunk():
                size = self.chunk_left if wanted < 0 else min(wanted, self.chunk_left)
                parts.append(self._read_exactly(size))
                self.chunk_left -= size
                wanted -= size if wanted > 0 else 0
                if is_piece:
                    break
        except (IncompleteRead, ValueError) as failure:
            if isinstance(failure, IncompleteRead):
                parts.append(failure.partial)
            raise IncompleteRead(b"".join(parts)) from failure
        return b"".join(parts)

    def read1(self, n=-1, /):
        """Some bytes, as soon as there are some."""
        if self.fp is None:
            return b""
        if self.chunked and not self._next_chunk():
            return b""
        left = self.chunk_left if self.chunked else self.length
        size = _BLOCK if n < 0 else n
        data = self.fp.read1(size if left is None else min(size, left))
        if self.chunked:
            self.chunk_left -= len(data)
        elif self.length is not None:
            self.length -= len(data)
        if (not data and n) or self.length == 0:
            self._close_file()
        return data

    def peek(self, n=-1):
        """Some of the bytes that come next, without reading them."""
        if self.fp is None or self.chunked and not self._next_chunk():
            return b""
        left = self.chunk_left if self.chunked else self.length
        data = self.fp.peek(n if left is None or 0 <= n < left else left)
        return data[:left]

    def readinto(self, b):
        """Read into a buffer; how many bytes came."""
        with memoryview(b).cast("B") as view:
            data = self.read(len(view))
            view[:len(data)] = data
        return len(data)

    def readable(self):
        return True

    def getheader(self, name, default=None):
        """A header; several values of it, or of an iterable for none, with commas between."""
        if self.headers is None:
            raise ResponseNotReady()
        found = self.headers.get_all(name) or default
        if isinstance(found, str) or not hasattr(found, "__iter__"):
            return found
        return ", ".join(found)

    def getheaders(self):
        """All headers."""
        if self.headers is None:
            raise ResponseNotReady()
        return self.headers.items()

    def info(self):
        """The headers."""
        return self.headers

    def geturl(self):
        """The address."""
        return self.url

    def getcode(self):
        """The status."""
        return self.status

    def fileno(self):
        return self.fp.fileno()

    def isclosed(self):
        """Whether all was read."""
        return self.fp is None

    def _close_file(self):
        fp, self.fp = self.fp, None
        if fp is not None:
            fp.close()

    def close(self):
        """Close the response; the connection too if nothing else uses it."""
        try:
            super().close()
        finally:
            self._close_file()


class HTTPConnection:
    """A connection to a server."""

    default_port = HTTP_PORT
    auto_open = 1
    debuglevel = 0
    _http_vsn_str = "HTTP/1.1"
    response_class = HTTPResponse

    def __init__(self, host, port=None, timeout=socket._GLOBAL_DEFAULT, source_address=None, blocksize=_BLOCK):
        self.timeout = timeout
        self.source_address = source_address
        self.blocksize = blocksize
        self.sock = None
        self._lines = None  # of the request that is being made
        self._response = None
        self._method = None  # of the request that was sent
        self._tunnel_host = self._tunnel_port = None  # whom a proxy connects us to
        self._tunnel_headers = {}
        self.host, self.port = self._split_host(host, port)

    def _split_host(self, host, port):
        if port is None:
            name, colon, digits = host.rpartition(":")
            if colon and not digits.endswith("]"):
                host = name
                if digits and not digits.isdigit():
                    raise InvalidURL("nonnumeric port: '%s'" % digits)
                port = int(digits) if digits else None
        if host.startswith("[") and host.endswith("]"):
            host = host[1:-1]
        _check_url(host)
        return host, int(port or self.default_port)

    def set_debuglevel(self, level):
        """From level 1 on, what is sent and what the answers begin with is printed."""
        self.debuglevel = level

    def set_tunnel(self, host, port=None, headers=None):
        """Let the server, which is a proxy, connect us to another one."""
        if self.sock is not None:
            raise RuntimeError("Can't set up tunnel for established connection")
        self._tunnel_host, self._tunnel_port = self._split_host(host, port)
        self._tunnel_headers = dict(headers or {})

    def _tunnel(self):
        place = f"{self._tunnel_host}:{self._tunnel_port}"
        headers = {"Host": place, **self._tunnel_headers}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.send(f"CONNECT {place} HTTP/1.1\r\n{lines}\r\n".encode("latin-1"))
        response = self.response_class(self.sock, self.debuglevel, method="CONNECT")
        try:
            response._read_status()
            parse_headers(response.fp)
            if response.status != 200:
                self.close()
                raise OSError(f"Tunnel connection failed: {response.status} {response.reason}")
        finally:
            response.close()

    def connect(self):
        """Connect; request() does it by itself."""
        self._connect_to(_local_httpbin(self.host) or (self.host, self.port))
        if self._tunnel_host is not None:
            self._tunnel()

    def _connect_to(self, address):
        self.sock = socket.create_connection(address, self.timeout, self.source_address)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self):
        """Close the connection."""
        self._lines = self._method = None
        sock, self.sock = self.sock, None
        if sock is not None:
            sock.close()
        response, self._response = self._response, None
        if response is not None:
            response.close()

    def _state(self):
        if self._lines is not None:
            return "Request-started"
        return "Request-sent" if self._method is not None else "Idle"

    def send(self, data):
        """Send bytes, what is in a file, or what comes out of an iterable."""
        if self.sock is None:
            if not self.auto_open:
                raise NotConnected()
            self.connect()
        if self.debuglevel > 0:
            print("send:", repr(data))
        for block in _blocks(data, self.blocksize):
            self.sock.sendall(block)

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        """Begin a request; putheader() and endheaders() must follow."""
        if self._response is not None and self._response.isclosed():
            self._response = None
        if self._state() != "Idle":
            raise CannotSendRequest(self._state())
        self._lines = []
        found = next((each for each in method if ord(each) < 32), None)
        if found is not None:
            raise ValueError(f"method can't contain control characters. {method!r} (found at least {found!r})")
        url = url or "/"
        _check_url(url)
        self._lines.append(f"{method} {url} {self._http_vsn_str}".encode("ascii"))
        self._request_method = method
        if not skip_host:
            host, port = self._tunnel_host or self.host, self._tunnel_port or self.port
            host = f"[{host}]" if ":" in host else host
            self.putheader("Host", host if port == self.default_port else f"{host}:{port}")
        if not skip_accept_encoding:
            self.putheader("Accept-Encoding", "identity")
        if self.default_port == HTTPS_PORT and _local_httpbin(self.host):
            self.putheader("X-Forwarded-Proto", "https")  # what it was before

    def putheader(self, header, *values):
        """Add a header to the request."""
        if self._lines is None:
            raise CannotSendHeader()
        name = header.encode("ascii") if hasattr(header, "encode") else header
        if not name or name[:1].isspace() or any(byte in b"\r\n:" for byte in name):
            raise ValueError("Invalid header name %r" % (name,))
        encoded = []
        for value in values:
            if hasattr(value, "encode"):
                value = value.encode("latin-1")
            elif isinstance(value, int):
                value = str(value).encode("ascii")
            if b"\n" in value or b"\r" in value:
                raise ValueError("Invalid header value %r" % (value,))
            encoded.append(value)
        self._lines.append(name + b": " + b"\r\n\t".join(encoded))

    def endheaders(self, message_body=None, *, encode_chunked=False):
        """Send the request."""
        if self._lines is None:
            raise CannotSendHeader()
        head = b"\r\n".join(self._lines) + b"\r\n\r\n"
        self._lines = None
        self._method = self._request_method
        try:
            if isinstance(message_body, (bytes, bytearray)) and not encode_chunked and not self.debuglevel:
                self.send(head + message_body)
                return
            self.send(head)
            if message_body is None:
                return
            for block in _blocks(message_body, self.blocksize):
                self.send(b"%X\r\n" % len(block) + block + b"\r\n" if encode_chunked else block)
            if encode_chunked:
                self.send(b"0\r\n\r\n")
        except BaseException:
            self._method = None
            raise

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        """Send a request."""
        given = {name.lower() for name in headers}
        self.putrequest(method, url, "host" in given, "accept-encoding" in given)
        if isinstance(body, str):
            body = _encode(body, "body")
        if "content-length" in given or "transfer-encoding" in given:
            encode_chunked = encode_chunked and "transfer-encoding" in given
        elif body is None:
            encode_chunked = False
            if method.upper() in _METHODS_WITH_BODY:
                self.putheader("Content-Length", "0")
        elif isinstance(body, (bytes, bytearray, memoryview)):
            encode_chunked = False
            self.putheader("Content-Length", str(memoryview(body).nbytes))
        else:
            encode_chunked = True
            self.putheader("Transfer-Encoding", "chunked")
        for name, value in headers.items():
            self.putheader(name, value)
        self.endheaders(body, encode_chunked=encode_chunked)

    def getresponse(self):
        """The answer."""
        if self._response is not None and self._response.isclosed():
            self._response = None
        if self._method is None or self._response is not None:
            raise ResponseNotReady(self._state())
        response = self.response_class(self.sock, self.debuglevel, method=self._method)
        try:
            response.begin()
        except ConnectionError:
            self.close()
            raise
        except BaseException:
            response.close()
            raise
        self._method = None
        if response.will_close:
            self.sock.close()  # the response keeps what it needs
            self.sock = None
        else:
            self._response = response
        return response


class HTTPSConnection(HTTPConnection):
    """A connection to a server over TLS."""

    default_port = HTTPS_PORT

    def __init__(self, host, port=None, *, timeout=socket._GLOBAL_DEFAULT, source_address=None, context=None,
                 blocksize=_BLOCK):
        super().__init__(host, port, timeout, source_address, blocksize)
        self._context = context

    def connect(self):
        """Connect, and agree on the keys."""
        local = _local_httpbin(self.host)
        if local:
            self._connect_to(local)
            return
        self._connect_to((self.host, self.port))
        try:
            if self._tunnel_host is not None:
                self._tunnel()
            self.sock = self._tls_context().wrap_socket(self.sock, server_hostname=self._tunnel_host or self.host)
        except BaseException:
            self.close()
            raise

    def _tls_context(self):
        if self._context is None:
            import ssl
            self._context = ssl.create_default_context()
        return self._context


def _check_url(text):
    for each in text:
        if ord(each) <= 32 or ord(each) == 127:
            raise InvalidURL(f"URL can't contain control characters. {text!r} (found at least {each!r})")


def _encode(text, name):
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError as failure:
        raise UnicodeEncodeError(
            failure.encoding, failure.object, failure.start, failure.end,
            "%s (%.20r) is not valid Latin-1. Use %s.encode('utf-8') if you want to send it encoded in UTF-8."
            % (name.title(), text[failure.start:failure.end], name)) from None


def _blocks(data, size):
    """What is to be sent, in pieces of bytes."""
    if hasattr(data, "read"):
        while block := data.read(size):
            yield block.encode("iso-8859-1") if isinstance(block, str) else block
        return
    try:
        view = memoryview(data)
    except TypeError:
        try:
            pieces = iter(data)
        except TypeError:
            raise TypeError("data should be a bytes-like object or an iterable, got %r" % type(data)) from None
        yield from (piece for piece in pieces if piece)
    else:
        view.release()
        yield data


def _local_httpbin(host):
    """Where requests for httpbin.org and its like go instead: (host, port), or None."""
    if "GILT_HTTPBIN" not in os.environ:
        return None
    import _httpbin
    return _httpbin.substitute(host)
