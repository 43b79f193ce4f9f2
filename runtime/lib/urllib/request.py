"""Getting what is at an address: http:, https: and file:."""

import http.client
import io
import os
import socket
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import unquote, urljoin, urlsplit

__all__ = ["Request", "urlopen", "urlretrieve", "urlcleanup", "pathname2url", "url2pathname"]

_REDIRECTS_MAX = 10
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
        if "://" not in url and not urlsplit(url).scheme:
            raise ValueError("unknown url type: %r" % url)
        parts = urlsplit(url)
        self.type = parts.scheme
        self.host = parts.netloc
        self.selector = parts.path + ("?" + parts.query if parts.query else "")
        self.fragment = parts.fragment or None
        self.data = data
        self.headers = {}
        for name, value in headers.items():
            self.add_header(name, value)
        if method:
            self.method = method

    def get_method(self):
        """GET, or POST if there is data."""
        return getattr(self, "method", "GET" if self.data is None else "POST")

    def get_full_url(self):
        """The address."""
        return self.full_url

    def add_header(self, key, val):
        """Add a header."""
        self.headers[key.capitalize()] = val

    def has_header(self, header_name):
        """Whether there is such a header."""
        return header_name in self.headers

    def get_header(self, header_name, default=None):
        """A header."""
        return self.headers.get(header_name, default)


def urlopen(url, data=None, timeout=socket._GLOBAL_DEFAULT, *, context=None):
    """What is at an address (or what a Request gets), as a stream of bytes with headers, status and url."""
    request = url if isinstance(url, Request) else Request(url)
    if data is not None:
        request.data = data
    if isinstance(request.data, str):
        raise TypeError("POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.")
    if request.type in ("http", "https"):
        return _open_http(request, timeout, context)
    if request.type == "file":
        return _open_file(request)
    raise URLError(f"unknown url type: {request.type}")


def _connection(request, timeout, context):
    if request.type == "https":
        return http.client.HTTPSConnection(request.host, timeout=timeout, context=context)
    return http.client.HTTPConnection(request.host, timeout=timeout)


def _open_http(request, timeout, context):
    for _ in range(_REDIRECTS_MAX):
        if not request.host:
            raise URLError("no host given")
        headers = {"Connection": "close", "User-Agent": "Python-urllib/3.13", **request.headers}
        if request.data is not None and "Content-type" not in request.headers:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = _connection(request, timeout, context)
        try:
            connection.request(request.get_method(), request.selector, request.data, headers)
        except OSError as error:
            connection.close()
            raise URLError(error)
        try:
            response = connection.getresponse()
        except BaseException:
            connection.close()
            raise
        response.url = request.full_url
        response.msg = response.reason
        if response.status in (301, 302, 303, 307, 308) and "Location" in response.headers:
            target = urljoin(request.full_url, response.headers["Location"])
            keeps = response.status in (307, 308)
            response.close()
            request = Request(target, request.data if keeps else None, request.headers)
            if request.type not in ("http", "https"):
                raise URLError(f"unknown url type: {request.type}")
            continue
        if not 200 <= response.status < 300:
            raise HTTPError(request.full_url, response.status, response.reason, response.headers, response)
        return response
    raise HTTPError(request.full_url, 302, "The HTTP server returned a redirect error that would lead to an infinite "
                                           "loop.", None, None)


class _FileResponse:
    """A file, with what is known of it as headers."""

    def __init__(self, stream, url, headers):
        self._stream = stream
        self.url = url
        self.headers = headers
        self.status = self.code = None
        for name in ("read", "readline", "readlines", "close", "fileno"):
            setattr(self, name, getattr(stream, name))

    def info(self):
        """The headers."""
        return self.headers

    def geturl(self):
        """The address."""
        return self.url

    def getcode(self):
        """None: files have no status."""
        return self.status

    def __iter__(self):
        return iter(self._stream)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def _open_file(request):
    if request.host not in ("", "localhost"):
        raise URLError("file:// scheme is supported only on localhost")
    path = url2pathname(request.selector.partition("?")[0])
    try:
        stream = open(path, "rb")
    except OSError as error:
        raise URLError(error)
    pairs = [("Content-type", "text/plain"), ("Content-length", str(os.path.getsize(path)))]
    return _FileResponse(stream, request.full_url, http.client.HTTPMessage(pairs))


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
