"""Getting what is at an address: http:, https:, file: and data:.

An OpenerDirector asks its handlers (urllib/_handlers.py) one after the other; urlopen() has one with
those that are always there. A proxy is asked only by a ProxyHandler, whatever the environment says
(CPython: the environment counts always).
"""

import io
import os
import re
import socket
from urllib._handlers import (
    AbstractHTTPHandler, BaseHandler, DataHandler, FileHandler, HTTPBasicAuthHandler, HTTPCookieProcessor,
    HTTPDefaultErrorHandler, HTTPErrorProcessor, HTTPHandler, HTTPPasswordMgr, HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler, HTTPSHandler, ProxyBasicAuthHandler, ProxyHandler, UnknownHandler)
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import unquote, urlsplit

__all__ = ["Request", "OpenerDirector", "BaseHandler", "HTTPDefaultErrorHandler", "HTTPRedirectHandler",
           "HTTPCookieProcessor", "HTTPPasswordMgr", "HTTPPasswordMgrWithDefaultRealm", "HTTPBasicAuthHandler",
           "HTTPHandler", "FileHandler", "UnknownHandler", "HTTPErrorProcessor", "urlopen", "install_opener",
           "build_opener", "pathname2url", "url2pathname", "urlretrieve", "urlcleanup", "HTTPSHandler", "DataHandler", "ProxyHandler",
           "ProxyBasicAuthHandler", "getproxies"]

_temporary_files = []


def url2pathname(pathname):
    """The path of a file: address."""
    return unquote(pathname)


def pathname2url(pathname):
    """The other way round."""
    from urllib.parse import quote
    return quote(pathname)


class Request:
    """An address, and how to ask for it."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.data = data
        self._tunnel_host = None
        self.origin_req_host = (urlsplit(url).hostname or "") if origin_req_host is None else origin_req_host
        self.unverifiable = unverifiable
        self.unredirected_hdrs = {}  # those that are not sent on to where a redirection leads
        self.headers = {}
        for name, value in headers.items():
            self.add_header(name, value)
        if method:
            self.method = method

    @property
    def full_url(self):
        """The address; setting it sets type, host, selector and fragment, too."""
        return self._full_url

    @full_url.setter
    def full_url(self, url):
        if "://" not in url and not urlsplit(url).scheme:
            raise ValueError("unknown url type: %r" % url)
        self._full_url = url
        parts = urlsplit(url)
        self.type = parts.scheme
        self.host = parts.netloc
        self.selector = parts.path + ("?" + parts.query if parts.query else "")
        self.fragment = parts.fragment or None

    def get_method(self):
        """GET, or POST if there is data."""
        return getattr(self, "method", "GET" if self.data is None else "POST")

    def set_proxy(self, host, type):
        """Ask a proxy; for https it only connects us."""
        if self.type == "https" and not self._tunnel_host:
            self._tunnel_host = self.host
        else:
            self.type = type
            self.selector = self.full_url
        self.host = host

    def has_proxy(self):
        """Whether a proxy is asked."""
        return self.selector == self.full_url

    def get_full_url(self):
        """The address."""
        return self.full_url

    def add_header(self, key, val):
        """Add a header."""
        self.headers[key.capitalize()] = val

    def add_unredirected_header(self, key, val):
        """Add a header that a redirected request will not have."""
        self.unredirected_hdrs[key.capitalize()] = val

    def has_header(self, header_name):
        """Whether there is such a header."""
        return header_name in self.headers or header_name in self.unredirected_hdrs

    def get_header(self, header_name, default=None):
        """A header."""
        return self.headers.get(header_name, self.unredirected_hdrs.get(header_name, default))

    def remove_header(self, header_name):
        """Forget a header."""
        self.headers.pop(header_name, None)
        self.unredirected_hdrs.pop(header_name, None)

    def header_items(self):
        """All headers."""
        return list({**self.unredirected_hdrs, **self.headers}.items())


def getproxies():
    """The proxies that the environment tells of: scheme -> address."""
    names = {name.lower(): name for name in sorted(os.environ)}  # those in small letters come last, and count
    return {lower.removesuffix("_proxy"): os.environ[name] for lower, name in names.items()
            if lower.endswith("_proxy") and os.environ[name]}


getproxies_environment = getproxies


def proxy_bypass(host, proxies=None):
    """Whether the environment says that no proxy is asked for a host."""
    hidden = (getproxies() if proxies is None else proxies).get("no", "")
    if hidden == "*":
        return True
    host = host.lower()
    name = re.sub(r":\d+$", "", host)
    for each in hidden.split(","):
        each = each.strip().lstrip(".").lower()
        if each and (each in (host, name) or name.endswith("." + each) or host.endswith("." + each)):
            return True
    return False


proxy_bypass_environment = proxy_bypass


class OpenerDirector:
    """Asks its handlers, in their order, for what is at an address."""

    def __init__(self):
        self.addheaders = [("User-agent", "Python-urllib/3.13")]
        self.handlers = []

    def add_handler(self, handler):
        """Add a handler."""
        if not hasattr(handler, "add_parent"):
            raise TypeError(f"expected BaseHandler instance, got {type(handler)!r}")
        handler.add_parent(self)
        self.handlers.append(handler)
        self.handlers.sort(key=lambda handler: handler.handler_order)

    def open(self, fullurl, data=None, timeout=socket._GLOBAL_DEFAULT):
        """What is at an address (or what a Request gets), as a stream of bytes with headers, status and url."""
        request = Request(fullurl, data) if isinstance(fullurl, str) else fullurl
        if data is not None:
            request.data = data
        request.timeout = timeout
        scheme = request.type
        for change in self._functions(scheme + "_request"):
            request = change(request)
        response = None
        for name in "default_open", scheme + "_open", "unknown_open":
            response = response or self._first(name, request)
        for change in self._functions(scheme + "_response"):
            response = change(request, response)
        return response

    def error(self, proto, request, response, code, message, headers):
        """What the handlers make of a status that is no success."""
        arguments = request, response, code, message, headers
        return self._first(f"http_error_{code}", *arguments) or self._first("http_error_default", *arguments)

    def _functions(self, name):
        functions = [getattr(handler, name, None) for handler in self.handlers]
        return [function for function in functions if function is not None]

    def _first(self, name, *arguments):
        for function in self._functions(name):
            result = function(*arguments)
            if result is not None:
                return result
        return None


def build_opener(*handlers):
    """An opener with these handlers (or classes of them) and with those that are always there.

    A handler replaces the one whose class it inherits from."""
    always = [UnknownHandler, HTTPHandler, HTTPDefaultErrorHandler, HTTPRedirectHandler, FileHandler,
              HTTPErrorProcessor, DataHandler, HTTPSHandler]
    classes = [handler if isinstance(handler, type) else type(handler) for handler in handlers]
    opener = OpenerDirector()
    for cls in always:
        if not any(issubclass(given, cls) for given in classes):
            opener.add_handler(cls())
    for handler in handlers:
        opener.add_handler(handler() if isinstance(handler, type) else handler)
    return opener


_opener = None


def install_opener(opener):
    """Make urlopen() use this opener."""
    global _opener
    _opener = opener


def urlopen(url, data=None, timeout=socket._GLOBAL_DEFAULT, *, context=None):
    """What is at an address (or what a Request gets), as a stream of bytes with headers, status and url."""
    if context is not None:
        return build_opener(HTTPSHandler(context=context)).open(url, data, timeout)
    if _opener is None:
        install_opener(build_opener())
    return _opener.open(url, data, timeout)


def urlretrieve(url, filename=None, reporthook=None, data=None):
    """Copy what is at an address into a file: (its name, the headers)."""
    parts = urlsplit(url)
    if parts.scheme == "file" and not filename:
        with urlopen(url) as source:
            return os.path.normpath(url2pathname(parts.path)), source.headers
    with urlopen(url, data) as source:
        headers = source.headers
        if filename:
            target = open(filename, "wb")
        else:
            import tempfile
            target = tempfile.NamedTemporaryFile(delete=False)
            filename = target.name
            _temporary_files.append(filename)
        with target:
            size = int(headers.get("Content-Length", -1))
            done = blocks = 0
            block_size = io.DEFAULT_BUFFER_SIZE
            if reporthook:
                reporthook(blocks, block_size, size)
            while block := source.read(block_size):
                target.write(block)
                done += len(block)
                blocks += 1
                if reporthook:
                    reporthook(blocks, block_size, size)
    if 0 <= done < size:
        raise ContentTooShortError(f"retrieval incomplete: got only {done} out of {size} bytes", (filename, headers))
    return filename, headers


def urlcleanup():
    """Delete the files that urlretrieve() has made."""
    for name in _temporary_files:
        try:
            os.unlink(name)
        except OSError:
            pass
    _temporary_files.clear()
