"""Connections that are kept for the next request, and the answers that come on them."""

import base64
import http.client
import select
import socket
import zlib
from collections import deque
from urllib.parse import unquote

from urllib3.exceptions import (ConnectTimeoutError, DecodeError, HTTPError, IncompleteRead, NameResolutionError,
                                NewConnectionError, ProtocolError, ProxyError, ReadTimeoutError, SSLError)

_BLOCK = 16 * 1024


class HTTPConnection(http.client.HTTPConnection):
    """A connection that can tell whether the other side has closed it."""

    def is_dropped(self):
        """Whether the other side has closed it."""
        if self.sock is None:
            return True
        waiting = select.poll()
        waiting.register(self.sock, select.POLLIN)
        return bool(waiting.poll(0))


class HTTPSConnection(HTTPConnection, http.client.HTTPSConnection):
    """The same over TLS."""

    default_port = http.client.HTTPS_PORT
    connect = http.client.HTTPSConnection.connect

    def __init__(self, host, port, timeout, make_context):
        http.client.HTTPSConnection.__init__(self, host, port, timeout=timeout)
        self._make_context = make_context

    def _tls_context(self):
        if self._context is None:
            self._context = self._make_context()
        return self._context


HTTPConnection.__module__ = HTTPSConnection.__module__ = "urllib3.connection"


class Pool:
    """The connections to one server; threads may share it."""

    def __init__(self, scheme, host, port, make_context, size, proxy=None):
        self.scheme = scheme
        self.host = host
        self.port = port
        self.proxy = proxy  # what urlsplit() gives for its address, or None
        self.make_context = make_context  # what TLS needs, made when it is needed
        self.size = size
        self._idle = deque()

    def __str__(self):
        kind = "HTTPSConnectionPool" if self.scheme == "https" else "HTTPConnectionPool"
        host, port = self._place() if self.asks_proxy else (self.host, self.port)
        return f"{kind}(host={host!r}, port={port!r})"

    @property
    def asks_proxy(self):
        """Whether a proxy gets the requests; for https it only connects us."""
        return self.proxy is not None and self.scheme == "http"

    def _place(self):
        """Where connections lead."""
        return (self.host, self.port) if self.proxy is None else (self.proxy.hostname, self.proxy.port or 80)

    def proxy_headers(self):
        """What tells the proxy who asks."""
        if self.proxy is None or not self.proxy.username:
            return {}
        pair = f"{unquote(self.proxy.username)}:{unquote(self.proxy.password or '')}"
        return {"Proxy-Authorization": "Basic " + base64.b64encode(pair.encode("latin-1")).decode("ascii")}

    def __del__(self):
        self.close()

    def close(self):
        """Close all connections that are not in use."""
        while self._idle:
            self._idle.pop().close()

    def take(self):
        """A connection that is still open, or a new one that is not connected yet."""
        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                break
            if not connection.is_dropped():
                return connection
            connection.close()
        host, port = self._place()
        if self.scheme == "http":
            return HTTPConnection(host, port, None)
        connection = HTTPSConnection(host, port, None, self.make_context)
        if self.proxy is not None:
            connection.set_tunnel(self.host, self.port, self.proxy_headers())
        return connection

    def give_back(self, connection):
        """Keep a connection for the next request."""
        if connection.sock is not None and len(self._idle) < self.size:
            self._idle.append(connection)
        else:
            connection.close()

    def send(self, method, path, body, headers, timeouts):
        """Send a request: the answer. Raises one of the exceptions above."""
        connect_timeout, read_timeout = timeouts
        connection = self.take()
        done = False
        try:
            if connection.sock is None:
                try:
                    self._connect(connection, connect_timeout)
                except (NewConnectionError, ConnectTimeoutError) as error:
                    if self.proxy is None:
                        raise
                    raise ProxyError("Unable to connect to proxy", error) from error
            if self.asks_proxy:
                headers = {**headers, **self.proxy_headers()}
            connection.sock.settimeout(read_timeout)
            try:
                _send_request(connection, method, path, body, headers)
                response = connection.getresponse()
            except TimeoutError:
                raise ReadTimeoutError(self, path, f"Read timed out. (read timeout={read_timeout})") from None
            except (http.client.HTTPException, OSError) as error:
                raise ProtocolError("Connection aborted.", error) from error
            done = True
            return Raw(self, connection, response)
        finally:
            if not done:
                connection.close()

    def _connect(self, connection, timeout):
        connection.timeout = timeout
        try:
            connection.connect()
        except socket.gaierror as error:
            raise NameResolutionError(connection.host, connection, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(
                connection, f"Connection to {connection.host} timed out. (connect timeout={timeout})") from error
        except OSError as error:
            if str(error).startswith("Tunnel connection failed"):
                raise ProxyError("Unable to connect to proxy", error) from error
            if type(error).__module__ == "ssl":
                raise SSLError(error) from error
            raise NewConnectionError(connection, f"Failed to establish a new connection: {error}") from error


def _send_request(connection, method, path, body, headers):
    names = {name.lower() for name in headers}
    connection.putrequest(method, path, skip_host="host" in names, skip_accept_encoding="accept-encoding" in names)
    for name, value in headers.items():
        connection.putheader(name, value)
    if isinstance(body, str):
        body = body.encode()
    connection.endheaders(body, encode_chunked="transfer-encoding" in names)


class Raw:
    """An answer as it comes: its content is unpacked, and the connection is given back at its end."""

    def __init__(self, pool, connection, response):
        self._pool = pool
        self._connection = connection
        self._response = response
        self._count = 0  # bytes read
        self._unpack = _unpacker(response.headers.get("Content-Encoding", ""))
        self.status = response.status
        self.reason = response.reason
        self.version = response.version
        self.headers = response.headers
        if response.isclosed():
            self.release_conn()

    def __del__(self):
        self.close()  # somebody did not read all of it

    def read(self, amt=None, decode_content=False):
        """Up to amt bytes as they came, all if it is None; decode_content unpacks them."""
        return self._read(self._response.read, amt, decode_content)

    def _read(self, read, amt, decode_content):
        try:
            data = read(amt)
            is_end = self._response.isclosed()
        except TimeoutError:
            raise ReadTimeoutError(self._pool, None, "Read timed out.") from None
        except (http.client.IncompleteRead, OSError) as error:
            raise self._broken(error)
        self._count += len(data)
        if is_end:
            if self._response.length:
                raise self._broken(IncompleteRead(self._count, self._response.length))
            self.release_conn()
        if decode_content and self._unpack is not None:
            try:
                data = self._unpack.decompress(data) + (self._unpack.flush() if is_end else b"")
            except zlib.error as error:
                encoding = self.headers.get("Content-Encoding")
                raise DecodeError(f"Received response with content-encoding: {encoding}, but failed to decode it.",
                                 error) from error
        return data

    def _broken(self, error):
        self.close()
        if isinstance(error.__cause__, http.client.IncompleteRead):
            error = IncompleteRead(len(error.__cause__.partial), error.__cause__.expected)  # of one chunk
        return ProtocolError(f"Connection broken: {error!r}", error)

    def stream(self, amt=_BLOCK, decode_content=True):
        """The content in pieces."""
        while not self._response.isclosed():
            if data := self._read(self._response.read_piece, amt, decode_content):
                yield data

    def drain_conn(self):
        """Read what nobody wants, so that the connection can be used again."""
        try:
            self.read()
        except HTTPError:
            pass  # it is closed then

    @property
    def closed(self):
        """Whether all was read, or nobody wants to."""
        return self._connection is None

    def release_conn(self):
        """Give the connection back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            self._pool.give_back(connection)

    def close(self):
        """Stop reading; the connection is of no more use unless all was read."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        self._response.close()


def _unpacker(encoding):
    encoding = encoding.strip().lower()
    if encoding in ("gzip", "x-gzip"):
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    if encoding == "deflate":
        return zlib.decompressobj()
    return None
