"""A client of HTTP/1.1: a connection, requests, and responses as streams of bytes."""

import io
import socket

from http import HTTPStatus

__all__ = ["HTTPConnection", "HTTPResponse", "HTTPException", "NotConnected", "InvalidURL", "IncompleteRead",
           "BadStatusLine", "RemoteDisconnected", "CannotSendRequest", "ResponseNotReady", "responses"]

HTTP_PORT = 80
_LINE_MAX = 65536
_HEADERS_MAX = 100
responses = {int(status): status.phrase for status in HTTPStatus}


class HTTPException(Exception):
    """What all errors of HTTP are."""


class NotConnected(HTTPException):
    """There is no connection."""


class InvalidURL(HTTPException):
    """The address cannot be sent."""


class CannotSendRequest(HTTPException):
    """The response to the request before has not been read."""


class ResponseNotReady(HTTPException):
    """No request was sent."""


class LineTooLong(HTTPException):
    """A line of the answer is too long."""


class BadStatusLine(HTTPException):
    """The answer does not begin as one."""

    def __init__(self, line):
        self.args = line,
        self.line = line


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    """The server closed the connection without an answer."""

    def __init__(self, text):
        BadStatusLine.__init__(self, "")
        ConnectionResetError.__init__(self, text)


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


class HTTPMessage:
    """Headers: pairs of a name, upper or lower case, and a value."""

    def __init__(self, pairs=()):
        self._pairs = list(pairs)

    def get_all(self, name, failobj=None):
        """All values of a name."""
        return [value for key, value in self._pairs if key.lower() == name.lower()] or failobj

    def get(self, name, failobj=None):
        """The first value of a name."""
        return (self.get_all(name) or [failobj])[0]

    def __getitem__(self, name):
        return self.get(name)

    def __contains__(self, name):
        return self.get(name) is not None

    def __len__(self):
        return len(self._pairs)

    def __iter__(self):
        return iter(self.keys())

    def keys(self):
        """The names."""
        return [name for name, _ in self._pairs]

    def values(self):
        """The values."""
        return [value for _, value in self._pairs]

    def items(self):
        """The pairs."""
        return list(self._pairs)

    def get_content_type(self):
        """The type of the content, without its parameters."""
        return self.get("Content-Type", "text/plain").partition(";")[0].strip().lower()

    def get_content_charset(self, failobj=None):
        """The encoding of the content."""
        for parameter in self.get("Content-Type", "").split(";")[1:]:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip('"').lower()
        return failobj

    def __str__(self):
        return "".join(f"{name}: {value}\n" for name, value in self._pairs) + "\n"


def _read_line(stream):
    line = stream.readline(_LINE_MAX + 1)
    if len(line) > _LINE_MAX:
        raise LineTooLong("got more than %d bytes when reading header line" % _LINE_MAX)
    return line


def parse_headers(stream):
    """The headers of a message."""
    pairs = []
    while (line := _read_line(stream)) not in (b"\r\n", b"\n", b""):
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
        self._method = method
        self.url = url
        self.headers = self.msg = None
        self.status = self.code = self.reason = self.version = None
        self.chunked = False
        self.length = None  # what is left; None: until the connection ends
        self.will_close = True

    def begin(self):
        """Read the status and the headers."""
        while True:
            self._read_status()
            headers = parse_headers(self.fp)
            if self.status != 100:
                break
        self.headers = self.msg = headers
        self.chunked = headers.get("Transfer-Encoding", "").lower() == "chunked"
        length = headers.get("Content-Length")
        if self.status in (204, 304) or 100 <= self.status < 200 or self._method == "HEAD":
            self.length = 0
        elif length is not None and not self.chunked and length.isdigit():
            self.length = int(length)
        connection = headers.get("Connection", "").lower()
        self.will_close = ("close" in connection if self.version == 11 else "keep-alive" not in connection) or (
            not self.chunked and self.length is None)

    def _read_status(self):
        line = _read_line(self.fp).decode("iso-8859-1")
        if not line:
            raise RemoteDisconnected("Remote end closed connection without response")
        version, _, rest = line.strip().partition(" ")
        code, _, self.reason = rest.partition(" ")
        if not version.startswith("HTTP/") or not (code.isdigit() and 100 <= int(code) <= 999):
            raise BadStatusLine(line)
        self.status = self.code = int(code)
        self.reason = self.reason.strip()
        self.version = 10 if version in ("HTTP/1.0", "HTTP/0.9") else 11

    def _chunks(self):
        while True:
            size = int(_read_line(self.fp).partition(b";")[0], 16)
            if size == 0:
                parse_headers(self.fp)
                return
            data = self.fp.read(size)
            if len(data) < size:
                raise IncompleteRead(data, size - len(data))
            self.fp.read(2)
            yield data

    def read(self, amt=-1, /):
        """Up to amt bytes, all if it is negative or None."""
        if self.fp is None:
            return b""
        if self.chunked:
            # All at once: what is left over of a chunk would have to be kept anyway.
            self.fp = io.BytesIO(self._all_chunks())
            self.chunked = False
        if amt is None or amt < 0:
            data = self.fp.read() if self.length is None else self.fp.read(self.length)
            if self.length is not None and len(data) < self.length:
                raise IncompleteRead(data, self.length - len(data))
            self.close()
            return data
        data = self.fp.read(amt if self.length is None else min(amt, self.length))
        if self.length is not None:
            self.length -= len(data)
        return data

    def _all_chunks(self):
        stream = self.fp
        data = b"".join(self._chunks())
        stream.close()
        return data

    def readable(self):
        return True

    def getheader(self, name, default=None):
        """A header; several values of it with commas between."""
        found = self.headers.get_all(name)
        return ", ".join(found) if found else default

    def getheaders(self):
        """All headers."""
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

    def isclosed(self):
        """Whether all was read."""
        return self.fp is None

    @property
    def closed(self):
        return self.fp is None

    def close(self):
        fp, self.fp = self.fp, None
        if fp is not None:
            fp.close()


class HTTPConnection:
    """A connection to a server."""

    default_port = HTTP_PORT

    def __init__(self, host, port=None, timeout=socket._GLOBAL_DEFAULT, source_address=None, blocksize=8192):
        self.timeout = timeout
        self.source_address = source_address
        self.sock = None
        self._response = None
        self._method = None
        if port is None and ":" in host and not host.endswith("]"):
            host, _, port = host.rpartition(":")
            if not port.isdigit():
                raise InvalidURL("nonnumeric port: '%s'" % port)
        self.host = host.strip("[]")
        self.port = int(port or self.default_port)

    def connect(self):
        """Connect; request() does it by itself."""
        self.sock = socket.create_connection((self.host, self.port), self.timeout, self.source_address)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self):
        """Close the connection."""
        sock, self.sock = self.sock, None
        if sock is not None:
            sock.close()
        response, self._response = self._response, None
        if response is not None:
            response.close()

    def request(self, method, url, body=None, headers={}):
        """Send a request."""
        if self._response is not None and not self._response.isclosed():
            raise CannotSendRequest("Request-sent")
        if any(ord(each) <= 32 or ord(each) == 127 for each in url):
            raise InvalidURL(f"URL can't contain control characters. {url!r} (found at least {url!r})")
        if isinstance(body, str):
            body = body.encode("iso-8859-1")
        elif hasattr(body, "read"):
            body = body.read()
        given = {name.lower() for name in headers}
        lines = [f"{method} {url or '/'} HTTP/1.1"]
        if "host" not in given:
            lines.append(f"Host: {self.host}" + (f":{self.port}" if self.port != self.default_port else ""))
        if "accept-encoding" not in given:
            lines.append("Accept-Encoding: identity")
        if "content-length" not in given and (body is not None or method in ("POST", "PUT", "PATCH")):
            lines.append(f"Content-Length: {len(body or b'')}")
        lines.extend(f"{name}: {value}" for name, value in headers.items())
        if any("\n" in line or "\r" in line for line in lines):
            raise ValueError("Invalid header value")
        if self.sock is None:
            self.connect()
        self.sock.sendall("\r\n".join(lines).encode("iso-8859-1") + b"\r\n\r\n" + (body or b""))
        self._method = method

    def getresponse(self):
        """The answer."""
        if self._method is None:
            raise ResponseNotReady("Idle")
        response = HTTPResponse(self.sock, method=self._method)
        self._method = None
        try:
            response.begin()
        except ConnectionError:
            self.close()
            raise
        if response.will_close:
            self.sock.close()  # the response keeps what it needs
            self.sock = None
        else:
            self._response = response
        return response
