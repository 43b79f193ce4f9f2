"""Requests as they are written, requests as they are sent, and responses."""

import datetime
import json as json_module
import os
from urllib.parse import urlsplit, urlunsplit

from requests import exceptions
from requests.auth import HTTPBasicAuth
from requests.cookies import RequestsCookieJar, cookiejar_from_dict
from requests.structures import CaseInsensitiveDict
from requests.utils import encode_pairs, get_encoding_from_headers, parse_header_links, requote_uri
from urllib3.exceptions import DecodeError, ProtocolError, ReadTimeoutError

_FORM = "application/x-www-form-urlencoded"
_REDIRECTS = (301, 302, 303, 307, 308)
_CONTENT_BLOCK = 10 * 1024
_LINES_BLOCK = 512


class Request:
    """A request as it is written."""

    def __init__(self, method=None, url=None, headers=None, files=None, data=None, params=None, auth=None,
                 cookies=None, hooks=None, json=None):
        self.method = method
        self.url = url
        self.headers = {} if headers is None else headers
        self.files = [] if files is None else files
        self.data = [] if data is None else data
        self.params = {} if params is None else params
        self.auth = auth
        self.cookies = cookies
        self.hooks = hooks or {}
        self.json = json

    def __repr__(self):
        return f"<Request [{self.method}]>"

    def prepare(self):
        """The request as it is sent."""
        prepared = PreparedRequest()
        prepared.prepare(method=self.method, url=self.url, headers=self.headers, files=self.files, data=self.data,
                         json=self.json, params=self.params, auth=self.auth, cookies=self.cookies, hooks=self.hooks)
        return prepared


class PreparedRequest:
    """A request as it is sent."""

    def __init__(self):
        self.method = self.url = self.headers = self.body = None
        self.hooks = {}
        self._cookies = None

    def __repr__(self):
        return f"<PreparedRequest [{self.method}]>"

    def prepare(self, method=None, url=None, headers=None, files=None, data=None, params=None, auth=None,
                cookies=None, hooks=None, json=None):
        """Make it of its parts."""
        self.method = method.upper() if method is not None else None
        self.prepare_url(url, params)
        self.prepare_headers(headers)
        self.prepare_cookies(cookies)
        self.prepare_body(data, files, json)
        self.prepare_auth(auth)
        self.hooks = hooks or {}

    def copy(self):
        """A copy."""
        copied = PreparedRequest()
        copied.__dict__.update(self.__dict__, headers=self.headers.copy() if self.headers is not None else None)
        return copied

    def prepare_url(self, url, params):
        """Check the URL, encode it, and add the parameters."""
        url = (url.decode("utf8") if isinstance(url, bytes) else str(url)).lstrip()
        if ":" in url and not url.lower().startswith("http"):
            self.url = url
            return
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise exceptions.InvalidURL(f"Failed to parse: {url}") from None
        if not parts.scheme:
            raise exceptions.MissingSchema(f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?")
        host = parts.hostname
        if not host:
            raise exceptions.InvalidURL(f"Invalid URL {url!r}: No host supplied")
        if host.startswith(("*", ".")):
            raise exceptions.InvalidURL("URL has an invalid label.")
        if not host.isascii():
            try:
                host = host.encode("idna").decode("ascii")
            except (UnicodeError, LookupError):
                raise exceptions.InvalidURL("URL has an invalid label.") from None
        user, at, _ = parts.netloc.rpartition("@")
        place = user + at + (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")
        query = parts.query
        if params:
            more = encode_pairs(params)
            more = more.decode() if isinstance(more, bytes) else more
            query = f"{query}&{more}" if query and more else query or more
        self.url = requote_uri(urlunsplit((parts.scheme, place, parts.path or "/", query, parts.fragment)))

    def prepare_headers(self, headers):
        """Check the headers."""
        self.headers = CaseInsensitiveDict()
        for name, value in (headers or {}).items():
            _check_header(name, value)
            self.headers[name.decode("ascii") if isinstance(name, bytes) else name] = value

    def prepare_cookies(self, cookies):
        """Add the header Cookie."""
        self._cookies = cookies if isinstance(cookies, RequestsCookieJar) else cookiejar_from_dict(cookies)
        parts = urlsplit(self.url)
        header = self._cookies.header_for(parts.scheme, parts.hostname or "", parts.path)
        if header is not None:
            self.headers["Cookie"] = header

    def prepare_body(self, data, files, json=None):
        """Make the content, and the headers that tell about it."""
        body = content_type = None
        if not data and json is not None:
            content_type = "application/json"
            try:
                body = json_module.dumps(json, allow_nan=False).encode()
            except ValueError as error:
                raise exceptions.InvalidJSONError(error, request=self)
        if data and hasattr(data, "__iter__") and not isinstance(data, (str, bytes, list, tuple, dict)) and not (
                hasattr(data, "items")):
            if files:
                raise NotImplementedError("Streamed bodies and files are mutually exclusive.")
            self.body = data
            self._announce_stream(data)
            return
        if files:
            from requests._multipart import encode_files
            body, content_type = encode_files(files, data)
        elif data:
            body = encode_pairs(data)
            content_type = None if isinstance(data, (str, bytes)) or hasattr(data, "read") else _FORM
        self.prepare_content_length(body)
        if content_type and "content-type" not in self.headers:
            self.headers["Content-Type"] = content_type
        self.body = body

    def _announce_stream(self, data):
        try:
            here = data.tell()
            size = data.seek(0, os.SEEK_END) - here
            data.seek(here)
        except (AttributeError, OSError, ValueError):
            size = len(data) if hasattr(data, "__len__") else None
        if size:
            self.headers["Content-Length"] = str(size)
        else:
            self.headers["Transfer-Encoding"] = "chunked"

    def prepare_content_length(self, body):
        """Add the header Content-Length."""
        if body:
            size = len(body.encode()) if isinstance(body, str) else len(body)
            self.headers["Content-Length"] = str(size)
        elif self.method not in ("GET", "HEAD") and self.headers.get("Content-Length") is None:
            self.headers["Content-Length"] = "0"

    def prepare_auth(self, auth):
        """Add what proves who we are: a pair is a name and a password, also before the @ of the URL."""
        if auth is None:
            parts = urlsplit(self.url)
            if parts.username:
                from urllib.parse import unquote
                auth = unquote(parts.username), unquote(parts.password or "")
        if auth:
            if isinstance(auth, tuple) and len(auth) == 2:
                auth = HTTPBasicAuth(*auth)
            self.__dict__.update(auth(self).__dict__)
            self.prepare_content_length(self.body)

    @property
    def path_url(self):
        """What of the URL is sent in the first line."""
        parts = urlsplit(self.url)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _check_header(name, value):
    for part, kind in ((name, "name"), (value, "value")):
        if not isinstance(part, (str, bytes)):
            raise exceptions.InvalidHeader(
                f"Header part ({part!r}) from ({name!r}, {value!r}) must be of type str or bytes, not {type(part)}")
        text = part.decode("latin-1") if isinstance(part, bytes) else part
        if kind == "value":
            text = text.removesuffix("\n")  # this one http.client refuses, in other words
        if kind == "name" and (not text or text[0].isspace() or ":" in text) or "\r" in text or "\n" in text or (
                kind == "value" and text[:1].isspace()):
            raise exceptions.InvalidHeader(
                f"Invalid leading whitespace, reserved character(s), or return character(s) in header {kind}: {part!r}")


class Response:
    """The answer to a request."""

    def __init__(self):
        self._content = False  # not read yet
        self._content_consumed = False
        self.status_code = None
        self.headers = CaseInsensitiveDict()
        self.raw = None
        self.url = None
        self.encoding = None
        self.history = []
        self.reason = None
        self.cookies = cookiejar_from_dict({})
        self.elapsed = datetime.timedelta(0)
        self.request = None
        self._next = None

    def __getstate__(self):
        self.content  # what is not read cannot be sent
        return {name: value for name, value in self.__dict__.items() if name not in ("raw", "_next")}

    def __setstate__(self, state):
        self.__dict__.update(state, raw=None, _next=None)

    def __repr__(self):
        return f"<Response [{self.status_code}]>"

    def __bool__(self):
        return self.ok

    def __iter__(self):
        return self.iter_content(128)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    @property
    def ok(self):
        """Whether the status is below 400."""
        try:
            self.raise_for_status()
        except exceptions.HTTPError:
            return False
        return True

    @property
    def is_redirect(self):
        """Whether the answer is elsewhere."""
        return "location" in self.headers and self.status_code in _REDIRECTS

    @property
    def is_permanent_redirect(self):
        """Whether the answer will always be elsewhere."""
        return "location" in self.headers and self.status_code in (301, 308)

    @property
    def next(self):
        """The request for where the answer is, when redirects are not followed."""
        return self._next

    @property
    def apparent_encoding(self):
        """The encoding that the content seems to have."""
        try:
            self.content.decode("utf-8")
        except UnicodeDecodeError:
            return "ISO-8859-1"
        return "ascii" if self.content.isascii() else "utf-8"

    def iter_content(self, chunk_size=1, decode_unicode=False):
        """The content in pieces."""
        if self._content_consumed and isinstance(self._content, bool):
            raise exceptions.StreamConsumedError()
        if chunk_size is not None and not isinstance(chunk_size, int):
            raise TypeError(f"chunk_size must be an int, it is instead a {type(chunk_size)}.")
        pieces = self._pieces(chunk_size) if self._content is False else self._slices(chunk_size)
        return self._decoded(pieces) if decode_unicode and self.encoding else pieces

    def _pieces(self, size):
        try:
            yield from self.raw.stream(size)
        except ReadTimeoutError as error:
            raise exceptions.ConnectionError(error)
        except ProtocolError as error:
            raise exceptions.ChunkedEncodingError(error)
        except DecodeError as error:
            raise exceptions.ContentDecodingError(error)
        self._content_consumed = True

    def _slices(self, size):
        content = self._content or b""
        step = size or len(content) or 1
        return (content[i:i + step] for i in range(0, len(content), step))

    def _decoded(self, pieces):
        import codecs
        decoder = codecs.getincrementaldecoder(self.encoding)(errors="replace")
        for piece in pieces:
            if text := decoder.decode(piece):
                yield text
        if text := decoder.decode(b"", final=True):
            yield text

    def iter_lines(self, chunk_size=_LINES_BLOCK, decode_unicode=False, delimiter=None):
        """The content line by line."""
        rest = None
        for piece in self.iter_content(chunk_size, decode_unicode):
            if rest is not None:
                piece = rest + piece
            lines = piece.split(delimiter) if delimiter else piece.splitlines()
            unfinished = lines and lines[-1] and piece and lines[-1][-1] == piece[-1]
            rest = lines.pop() if unfinished else None
            yield from lines
        if rest is not None:
            yield rest

    @property
    def content(self):
        """The content, bytes."""
        if self._content is False:
            if self._content_consumed:
                raise RuntimeError("The content for this response was already consumed")
            if self.status_code == 0 or self.raw is None:
                self._content = None
            else:
                self._content = b"".join(self.iter_content(_CONTENT_BLOCK)) or b""
        self._content_consumed = True
        return self._content

    @property
    def text(self):
        """The content as text, in `encoding` or what it seems to be."""
        if not self.content:
            return ""
        try:
            return str(self.content, self.encoding or self.apparent_encoding, errors="replace")
        except (LookupError, TypeError):
            return str(self.content, errors="replace")

    def json(self, **kwargs):
        """The content, which is JSON, as a value."""
        try:
            if not self.encoding and self.content and len(self.content) > 3:
                try:
                    return json_module.loads(self.content.decode("utf-8-sig"), **kwargs)
                except UnicodeDecodeError:
                    pass
            return json_module.loads(self.text, **kwargs)
        except json_module.JSONDecodeError as error:
            raise exceptions.JSONDecodeError(error.msg, error.doc, error.pos)

    @property
    def links(self):
        """What the header Link tells: a dict by relation."""
        return {link.get("rel") or link.get("url"): link for link in parse_header_links(self.headers.get("link", ""))}

    def raise_for_status(self):
        """Raise HTTPError if the server answered with an error."""
        message = ""
        if isinstance(self.status_code, int):
            who = "Client" if 400 <= self.status_code < 500 else "Server" if 500 <= self.status_code < 600 else None
            reason = self.reason.decode("utf-8", "replace") if isinstance(self.reason, bytes) else self.reason
            message = f"{self.status_code} {who} Error: {reason} for url: {self.url}" if who else ""
        if message:
            raise exceptions.HTTPError(message, response=self)

    def close(self):
        """Give the connection back."""
        if self.raw is not None:
            self.raw.close()


def build_response(request, raw):
    """The Response for what came on the connection."""
    response = Response()
    response.status_code = raw.status
    response.headers = CaseInsensitiveDict()
    for name, value in raw.headers.items():
        known = response.headers.get(name)
        response.headers[name] = value if known is None else f"{known}, {value}"
    response.encoding = get_encoding_from_headers(response.headers)
    response.raw = raw
    response.reason = raw.reason
    response.url = request.url
    response.request = request
    take_cookies(response.cookies, request, raw)
    return response


def take_cookies(jar, request, raw):
    """Do with a jar what the headers Set-Cookie say: set cookies, and delete them."""
    parts = urlsplit(request.url)
    for line in raw.headers.get_all("Set-Cookie") or []:
        jar.take(line, parts.hostname, parts.path)
