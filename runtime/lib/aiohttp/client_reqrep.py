"""Requests as they are sent, and their answers."""

import json as json_module
import zlib
from http.cookies import CookieError, SimpleCookie
from typing import NamedTuple

from aiohttp.client_exceptions import ClientConnectionError, ClientResponseError, ContentTypeError
from aiohttp.formdata import FormData
from aiohttp.helpers import URL, CIMultiDictProxy, HttpVersion
from aiohttp.streams import StreamReader


class RequestInfo(NamedTuple):
    """What is known of a request."""

    url: URL
    method: str
    headers: CIMultiDictProxy
    real_url: URL


def encode_body(data, json, serialize):
    """(content, its type) of what is to be sent."""
    if json is not None:
        return serialize(json).encode(), "application/json"
    if data is None:
        return None, None
    if isinstance(data, (dict, list, tuple)):
        data = FormData(data)
    if isinstance(data, FormData):
        return data.encode()
    if isinstance(data, str):
        return data.encode(), "text/plain; charset=utf-8"
    if hasattr(data, "read"):
        content = data.read()
        return content.encode() if isinstance(content, str) else content, "application/octet-stream"
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data), "application/octet-stream"
    if hasattr(data, "__aiter__"):
        return data, "application/octet-stream"
    raise TypeError(f"data argument must be byte-ish, text, a file or a form ({type(data)!r})")


def encode_head(method, url, headers, body):
    """The bytes before the content."""
    lines = [f"{method} {url.path_qs} HTTP/1.1"]
    if "Host" not in headers:
        lines.append(f"Host: {url.authority}")
    lines.extend(f"{name}: {value}" for name, value in headers.items())
    if hasattr(body, "__aiter__"):  # nobody knows how long it is
        lines.append("Transfer-Encoding: chunked")
    elif "Content-Length" not in headers and (body is not None or method not in ("GET", "HEAD", "OPTIONS", "TRACE")):
        lines.append(f"Content-Length: {len(body or b'')}")
    if any("\n" in line or "\r" in line for line in lines):
        raise ValueError("Newline or carriage return detected in headers. Potential header injection attack.")
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


class ClientResponse:
    """An answer."""

    def __init__(self, request_info, head, wire, release, until):
        self.request_info = request_info
        self.method = request_info.method
        version, self.status, self.reason, pairs = head
        self.version = HttpVersion(*(int(number) for number in version.removeprefix("HTTP/").split(".")))
        self.headers = CIMultiDictProxy(pairs)
        self.raw_headers = tuple((name.encode(), value.encode("utf-8", "surrogateescape")) for name, value in pairs)
        self.cookies = SimpleCookie()
        for line in self.headers.get_all("Set-Cookie") or ():
            try:
                self.cookies.load(line)
            except CookieError:
                pass
        self._history = ()
        self._body = None
        self._is_entered = False  # its context manager releases it
        self._release = release  # gives the connection back: release(is_reusable)
        self.content = StreamReader(wire, *self._framing(), until, self._finish)
        self._wire = wire

    def _framing(self):
        """How the content comes: (length, whether in chunks, what unpacks it)."""
        is_chunked = self.headers.get("Transfer-Encoding", "").lower() == "chunked"
        length = self.headers.get("Content-Length")
        if self.method == "HEAD" or self.status in (204, 304) or 100 <= self.status < 200:
            return 0, False, None
        encoding = self.headers.get("Content-Encoding", "").lower()
        unpacker = (zlib.decompressobj(16 + zlib.MAX_WBITS) if encoding == "gzip"
                    else zlib.decompressobj() if encoding == "deflate" else None)
        is_known = length is not None and length.isdigit() and not is_chunked
        return int(length) if is_known else None, is_chunked, unpacker

    def _finish(self, is_complete):
        release, self._release = self._release, None
        if release is not None:
            connection = self.headers.get("Connection", "").lower()
            keeps = connection != "close" if self.version >= (1, 1) else connection == "keep-alive"
            release(is_complete and keeps)

    def __repr__(self):
        return f"<ClientResponse({self.url}) [{self.status} {self.reason}]>\n{self.headers!r}\n"

    async def __aenter__(self):
        self._is_entered = True
        return self

    async def __aexit__(self, *exc_info):
        self.release()

    url = property(lambda self: self.request_info.url, doc="The address.")
    real_url = property(lambda self: self.request_info.real_url, doc="The address, with what is behind the #.")
    host = property(lambda self: self.url.host, doc="The server.")
    history = property(lambda self: self._history, doc="The answers that led here.")
    ok = property(lambda self: self.status < 400, doc="Whether the status is below 400.")
    closed = property(lambda self: self._release is None, doc="Whether the connection was given back.")
    content_length = property(lambda self: int(length) if (length := self.headers.get("Content-Length")) else None,
                              doc="How long the content is.")
    charset = property(lambda self: self.headers.get_content_charset(), doc="The encoding that the server tells.")

    @property
    def content_type(self):
        """The type of the content."""
        return self.headers.get("Content-Type", "application/octet-stream").partition(";")[0].strip().lower()

    @property
    def connection(self):
        """What the answer comes on, None if it was given back."""
        return self._wire if self._release is not None else None

    def release(self):
        """Give the connection back; what was not read is lost."""
        if self._release is not None:
            self.content.fail(ClientConnectionError("Connection closed"))
            self._finish(False)

    def close(self):
        """Close the connection."""
        self.release()

    def raise_for_status(self):
        """Raise ClientResponseError if the server answered with an error."""
        if not self.ok:
            if not self._is_entered:
                self.release()
            raise ClientResponseError(self.request_info, self.history, status=self.status, message=self.reason,
                                      headers=self.headers)

    async def read(self):
        """The content, bytes."""
        if self._body is None:
            self._body = await self.content.read()
        return self._body

    def get_encoding(self):
        """The encoding of the content."""
        if self.charset:
            try:
                "".encode(self.charset)
                return self.charset
            except LookupError:
                pass
        if self._body is None and self.content_type not in ("application/json", "application/rdap"):
            raise RuntimeError("Cannot compute fallback encoding of a not yet read body")
        return "utf-8"

    async def text(self, encoding=None, errors="strict"):
        """The content as text."""
        return (await self.read()).decode(encoding or self.get_encoding(), errors)

    async def json(self, *, encoding=None, loads=json_module.loads, content_type="application/json"):
        """The content, which is JSON, as a value."""
        await self.read()
        if content_type:
            kind = self.content_type
            is_json = content_type in kind or (content_type == "application/json" and kind.startswith("application/")
                                               and kind.endswith("+json"))
            if not is_json:
                shown = self.headers.get("Content-Type", "").lower()
                raise ContentTypeError(
                    self.request_info, self.history, status=self.status, headers=self.headers,
                    message=f"Attempt to decode JSON with unexpected mimetype: {shown}")
        text = self._body.strip()
        return loads(text.decode(encoding or self.get_encoding())) if text else None
