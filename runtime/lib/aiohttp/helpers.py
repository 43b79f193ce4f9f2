"""Small things: time-outs, who we are, addresses, headers."""

import base64
import ipaddress
import os
from dataclasses import dataclass
from http._cookie_jar import CookieJar as _Jar
from http._message import HTTPMessage
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, unquote_plus, urlencode, urljoin, urlsplit, urlunsplit

_MISSING = object()


@dataclass(frozen=True)
class ClientTimeout:
    """Seconds something may take: all together, getting a connection, waiting for bytes, connecting."""

    total: float | None = None
    connect: float | None = None
    sock_read: float | None = None
    sock_connect: float | None = None
    ceil_threshold: float = 5


DEFAULT_TIMEOUT = ClientTimeout(total=5 * 60, sock_connect=30)


class BasicAuth(NamedTuple):
    """A name and a password."""

    login: str
    password: str = ""
    encoding: str = "latin1"

    def encode(self):
        """The header Authorization."""
        return "Basic " + base64.b64encode(f"{self.login}:{self.password}".encode(self.encoding)).decode("latin1")


class CookieJar(_Jar):
    """The cookies of a session; with unsafe also those of servers that have only a number for an address."""

    def __init__(self, *, unsafe=False, quote_cookie=True):
        super().__init__()
        self._unsafe = unsafe

    def take(self, line, host, path):
        """Take a header Set-Cookie."""
        if self._unsafe or not _is_number(host):
            super().take(line, host, path)

    def __iter__(self):
        for cookie in super().__iter__():
            made = SimpleCookie({cookie.name: cookie.value})[cookie.name]
            made["domain"], made["path"] = cookie.domain.lstrip("."), cookie.path
            yield made

    def update_cookies(self, cookies, response_url=None):
        """Add cookies."""
        if response_url is not None and _is_number(urlsplit(str(response_url)).hostname) and not self._unsafe:
            return
        self.update({name: getattr(value, "value", value) for name, value in dict(cookies).items()})

    def filter_cookies(self, request_url=""):
        """The cookies that are sent to an address."""
        return SimpleCookie(self._pairs_for(request_url))

    def _pairs_for(self, request_url):
        parts = urlsplit(str(request_url))
        if _is_number(parts.hostname) and not self._unsafe:
            return {cookie.name: cookie.value for cookie in _Jar.__iter__(self) if not cookie.domain}
        header = self.header_for(parts.scheme, parts.hostname or "", parts.path or "/")
        return dict(pair.split("=", 1) for pair in header.split("; ")) if header else {}


def _is_number(host):
    try:
        ipaddress.ip_address(host or "")
    except ValueError:
        return False
    return True


class DummyCookieJar(CookieJar):
    """A jar that keeps nothing."""

    def set_cookie(self, cookie):
        """Nothing."""


class CIMultiDict(HTTPMessage):
    """Headers: a dict that may have several values for a name, in upper or lower case."""

    __module__ = "multidict"

    def __getitem__(self, name):
        found = self.get_all(name)
        if not found:
            raise KeyError(name)
        return found[0]

    def getall(self, key, default=_MISSING):
        """All values of a name."""
        found = self.get_all(key, default)
        if found is _MISSING:
            raise KeyError(key)
        return found

    getone = __getitem__

    def __eq__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        return {k.lower(): v for k, v in self.items()} == {k.lower(): v for k, v in other.items()}

    def __repr__(self):
        return f"<{type(self).__name__}(%s)>" % ", ".join(f"'{name}': {value!r}" for name, value in self._pairs)

    __str__ = __repr__


class CIMultiDictProxy(CIMultiDict):
    """The headers of what was sent or has come."""

    __module__ = "multidict"


class MultiDictProxy(CIMultiDict):
    """The parameters of an address: upper and lower case differ."""

    __module__ = "multidict"

    def get_all(self, name, failobj=None):
        return [value for key, value in self._pairs if key == name] or failobj

    def get(self, name, failobj=None):
        return next((value for key, value in self._pairs if key == name), failobj)

    def __eq__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        return sorted(self.items()) == sorted(other.items())


class HttpVersion(NamedTuple):
    """A version of HTTP."""

    major: int
    minor: int


HttpVersion10 = HttpVersion(1, 0)
HttpVersion11 = HttpVersion(1, 1)


class URL:
    """An address, and its parts."""

    def __init__(self, text=""):
        parts = urlsplit(str(text))
        path, query, fragment = (quote(each, safe="!#$%&'()*+,/:;=?@[]~") for each in (
            parts.path, parts.query.replace(" ", "+"), parts.fragment))
        self._parts = parts._replace(path=path, query=query, fragment=fragment)
        self._text = urlunsplit(self._parts)

    scheme = property(lambda self: self._parts.scheme, doc="What is before ://.")
    host = property(lambda self: self._parts.hostname, doc="The server.")
    explicit_port = property(lambda self: self._parts.port, doc="The port, if it is said.")
    user = property(lambda self: self._parts.username, doc="The name before the @.")
    password = property(lambda self: self._parts.password, doc="The password before the @.")
    raw_path = property(lambda self: self._parts.path or ("/" if self.host else ""), doc="The path, encoded.")
    path = property(lambda self: unquote(self.raw_path), doc="The path.")
    name = property(lambda self: self.parts[-1] if self.raw_path.strip("/") else "", doc="The last part of the path.")
    raw_query_string = property(lambda self: self._parts.query, doc="What is behind the ?, encoded.")
    query_string = property(lambda self: unquote_plus(self._parts.query), doc="What is behind the ?.")
    fragment = property(lambda self: self._parts.fragment, doc="What is behind the #.")
    query = property(lambda self: MultiDictProxy(parse_qsl(self._parts.query, keep_blank_values=True)),
                     doc="The parameters.")

    @property
    def parts(self):
        """The path, taken apart: ("/", "a", "b")."""
        path = self.path
        return ("/",) if path == "/" else ("/", *path[1:].split("/")) if path.startswith("/") else tuple(path.split("/"))

    @property
    def parent(self):
        """What the path leads through last."""
        return self.with_path(self.raw_path.rpartition("/")[0] or "/")

    def is_absolute(self):
        """Whether there is a server in it."""
        return self.host is not None

    def origin(self):
        """Only the scheme and the server."""
        return URL(f"{self.scheme}://{self.authority}")

    def with_path(self, path):
        """The server with another path."""
        return URL(urlunsplit(self._parts._replace(path=quote(path, safe="%/:@!$&'()*+,;=~"), query="", fragment="")))

    def with_fragment(self, fragment):
        """The same with something else behind the #."""
        return URL(urlunsplit(self._parts._replace(fragment=fragment or "")))

    def update_query(self, query):
        """The same; parameters of that name are replaced."""
        new = list(query.items() if hasattr(query, "items") else query)
        names = {name for name, _ in new}
        return self.with_query([pair for pair in self.query.items() if pair[0] not in names] + new)

    @property
    def port(self):
        """The port, 80 or 443 if it is not said."""
        return self._parts.port or {"http": 80, "https": 443}.get(self.scheme)

    @property
    def authority(self):
        """The server and its port, as the header Host has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port in (None, {"http": 80, "https": 443}.get(self.scheme)) else f"{host}:{self.port}"

    @property
    def path_qs(self):
        """The path and the parameters."""
        return self.raw_path + (f"?{self.raw_query_string}" if self.raw_query_string else "")

    def join(self, url):
        """Another address, seen from here."""
        return URL(urljoin(self._text, str(url)))

    def with_query(self, query):
        """The same with other parameters."""
        return URL(urlunsplit(self._parts._replace(query=_encode_query(query))))

    def extend_query(self, query):
        """The same with more parameters."""
        more = _encode_query(query)
        both = f"{self.raw_query_string}&{more}" if self.raw_query_string and more else self.raw_query_string or more
        return URL(urlunsplit(self._parts._replace(query=both)))

    def without_fragment(self):
        """The same without what is behind the #; encoded."""
        place = self._parts.netloc
        text = urlunsplit((self.scheme, place, self.raw_path, self.raw_query_string, ""))
        return URL(quote(text, safe="!#$%&'()*+,/:;=?@[]~"))

    def __truediv__(self, name):
        path = self.raw_path.rstrip("/") + "/" + quote(name)
        return URL(urlunsplit(self._parts._replace(path=path, query="", fragment="")))

    def __str__(self):
        return self._text

    def human_repr(self):
        """The address as people write it."""
        return unquote(self._text)

    def __repr__(self):
        return f"URL({self._text!r})"

    def __eq__(self, other):
        return self._text == other._text if isinstance(other, URL) else NotImplemented

    def __hash__(self):
        return hash(self._text)


def local_httpbin(host):
    """Where requests for httpbin.org and its like go instead: (host, port), or None."""
    if "GILT_HTTPBIN" not in os.environ:
        return None
    import _httpbin
    return _httpbin.substitute(host)


def _encode_query(query):
    if not query:
        return ""
    if isinstance(query, str):
        return quote(query, safe="!$%&'()*+,/:;=?@~")
    pairs = []
    for name, values in query.items() if hasattr(query, "items") else query:
        for value in values if isinstance(values, (list, tuple)) else [values]:
            if isinstance(value, bool) or not isinstance(value, (str, int, float)):
                raise TypeError("Invalid variable type: value should be str, int or float, "
                                f"got {value!r} of type {type(value)}")
            pairs.append((name, str(value)))
    return urlencode(pairs)
