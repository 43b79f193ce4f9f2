"""Sessions: connections, headers and cookies that many requests share."""

import asyncio
import json as json_module
import sys
import warnings

from aiohttp.client_exceptions import (ClientConnectionError, ClientOSError, ClientResponseError,
                                       InvalidUrlClientError, NonHttpUrlClientError, ServerDisconnectedError,
                                       TooManyRedirects)
from aiohttp.client_reqrep import ClientResponse, RequestInfo, encode_body, encode_head
from aiohttp.connector import ConnectionKey, TCPConnector
from aiohttp.helpers import (DEFAULT_TIMEOUT, URL, BasicAuth, CIMultiDict, CIMultiDictProxy, ClientTimeout, CookieJar,
                             local_httpbin)
from aiohttp.streams import read_head

_REDIRECTS = (301, 302, 303, 307, 308)
_IDEMPOTENT = ("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE")


class _RequestContextManager:
    """A request: awaited it is the answer, and `async with` also gives the connection back."""

    def __init__(self, coro, session=None):
        self._coro = coro
        self._session = session  # to be closed with it
        self._response = None

    def __await__(self):
        return self._coro.__await__()

    def send(self, value):
        return self._coro.send(value)

    def throw(self, *args):
        return self._coro.throw(*args)

    def close(self):
        return self._coro.close()

    async def __aenter__(self):
        try:
            self._response = await self._coro
        except BaseException:
            if self._session is not None:
                await self._session.close()
            raise
        return await self._response.__aenter__()

    async def __aexit__(self, *exc_info):
        self._response.release()
        if self._session is not None:
            await self._session.close()


class ClientSession:
    """Sends requests."""

    def __init__(self, base_url=None, *, connector=None, loop=None, cookies=None, headers=None, auth=None,
                 json_serialize=json_module.dumps, cookie_jar=None, connector_owner=True, raise_for_status=False,
                 timeout=DEFAULT_TIMEOUT, trust_env=False, max_line_size=8190, max_field_size=8190):
        self._loop = loop or asyncio.get_running_loop()
        self._base_url = None if base_url is None else URL(base_url)
        self._connector = connector if connector is not None else TCPConnector(loop=self._loop)
        self._connector_owner = connector_owner
        self._default_headers = CIMultiDict()
        _update(self._default_headers, headers)
        self._default_auth = auth
        self._json_serialize = json_serialize
        self._raise_for_status = raise_for_status
        if not isinstance(timeout, ClientTimeout):
            raise ValueError(f"timeout parameter cannot be of {type(timeout)} type, please use "
                             f"'timeout=ClientTimeout(...)'")
        self._timeout = timeout
        self._cookie_jar = CookieJar() if cookie_jar is None else cookie_jar
        if cookies is not None:
            self._cookie_jar.update_cookies(cookies)

    def __del__(self):
        if getattr(self, "_connector", None) is not None and not self.closed:
            warnings.warn(f"Unclosed client session {self!r}", ResourceWarning, source=self)
            self._loop.call_exception_handler({"client_session": self, "message": "Unclosed client session"})

    def __enter__(self):
        raise TypeError("Use async with instead")

    def __exit__(self, *exc_info):
        """Not reached: `with` looks whether it is there."""

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.close()

    async def close(self):
        """Close all connections."""
        if not self.closed:
            if self._connector_owner:
                await self._connector.close()
            self._connector = None

    closed = property(lambda self: self._connector is None or self._connector.closed, doc="Whether it is closed.")
    connector = property(lambda self: self._connector, doc="What connects.")
    cookie_jar = property(lambda self: self._cookie_jar, doc="The cookies.")
    headers = property(lambda self: self._default_headers, doc="The headers of all requests.")
    timeout = property(lambda self: self._timeout, doc="What requests may take.")
    loop = property(lambda self: self._loop, doc="The event loop.")
    auth = property(lambda self: self._default_auth, doc="Who we are.")
    raise_for_status = property(lambda self: self._raise_for_status, doc="Whether answers with errors raise.")

    def request(self, method, url, **kwargs):
        """A request."""
        return _RequestContextManager(self._request(method, url, **kwargs))

    def get(self, url, *, allow_redirects=True, **kwargs):
        """GET: what is there."""
        return self.request("GET", url, allow_redirects=allow_redirects, **kwargs)

    def options(self, url, *, allow_redirects=True, **kwargs):
        """OPTIONS: what can be done with it."""
        return self.request("OPTIONS", url, allow_redirects=allow_redirects, **kwargs)

    def head(self, url, *, allow_redirects=False, **kwargs):
        """HEAD: only the headers."""
        return self.request("HEAD", url, allow_redirects=allow_redirects, **kwargs)

    def post(self, url, *, data=None, **kwargs):
        """POST: send something."""
        return self.request("POST", url, data=data, **kwargs)

    def put(self, url, *, data=None, **kwargs):
        """PUT: replace what is there."""
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, *, data=None, **kwargs):
        """PATCH: change what is there."""
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        """DELETE: remove what is there."""
        return self.request("DELETE", url, **kwargs)

    def ws_connect(self, url, **kwargs):
        """Not there."""
        raise NotImplementedError("gilt's aiohttp has no web sockets")

    async def _request(self, method, url, *, params=None, data=None, json=None, cookies=None, headers=None, auth=None,
                       allow_redirects=True, max_redirects=10, raise_for_status=None, timeout=None, ssl=True,
                       verify_ssl=None, ssl_context=None, proxy=None, compress=None, chunked=None):
        if self.closed:
            raise RuntimeError("Session is closed")
        if proxy is not None or compress:
            raise NotImplementedError("gilt's aiohttp has neither proxies nor compressed requests")
        if data is not None and json is not None:
            raise ValueError("data and json parameters can not be used at the same time")
        timeout = self._check_timeout(timeout)
        ssl = ssl_context if ssl_context is not None else False if verify_ssl is False else ssl
        method = method.upper()
        url = self._check_url(url, params)
        body, kind = encode_body(data, json, self._json_serialize)
        until = None if timeout.total is None else self._loop.time() + timeout.total
        history = []
        async with asyncio.timeout_at(until):
            while True:
                headers_sent = self._headers_for(url, headers, kind, auth, cookies)
                info = RequestInfo(url.without_fragment(), method, headers_sent, url)
                response = await self._send(info, body, timeout, until, ssl)
                response._history = tuple(history)
                self._take_cookies(response)
                target = response.headers.get("Location") or response.headers.get("URI")
                if response.status not in _REDIRECTS or not allow_redirects or target is None:
                    break
                history.append(response)
                if len(history) >= max_redirects:
                    response.close()
                    raise TooManyRedirects(history[0].request_info, tuple(history))
                await response.read()
                response.release()
                if response.status == 303 and method != "HEAD" or response.status in (301, 302) and method == "POST":
                    method, body, kind = "GET", None, None
                previous, url = url, self._check_url(url.join(target), None)
                if previous.host != url.host:
                    auth = None  # it is nobody else's business
                    headers = {name: value for name, value in (headers or {}).items()
                               if name.lower() != "authorization"}
            await self._raise_if_wanted(response, raise_for_status)
            return response

    async def _raise_if_wanted(self, response, wanted):
        wanted = self._raise_for_status if wanted is None else wanted
        if callable(wanted):
            await wanted(response)
        elif wanted:
            response.raise_for_status()

    def _check_timeout(self, timeout):
        if timeout is None:
            return self._timeout
        if not isinstance(timeout, ClientTimeout):
            warnings.warn("Chaining timeout in seconds is deprecated; pass 'timeout=ClientTimeout(...)'",
                          DeprecationWarning, stacklevel=4)
            return ClientTimeout(total=timeout)
        return timeout

    def _check_url(self, url, params):
        text = str(url)
        try:
            result = URL(text)
            result.port
        except ValueError as error:
            raise InvalidUrlClientError(text) from error
        if self._base_url is not None and not result.scheme:
            result = self._base_url.join(result)
        if result.scheme and result.scheme not in ("http", "https"):
            raise NonHttpUrlClientError(text)
        if not result.host:
            raise InvalidUrlClientError(text)
        return result.extend_query(params) if params else result

    def _headers_for(self, url, headers, kind, auth, cookies):
        found = CIMultiDictProxy()
        _update(found, self._default_headers)
        _update(found, headers)
        for name, value in (("Accept", "*/*"), ("Accept-Encoding", "gzip, deflate"), ("User-Agent", _user_agent())):
            if name not in found:
                found[name] = value
        if kind is not None and "Content-Type" not in found:
            found["Content-Type"] = kind
        auth = auth or self._default_auth
        if auth is None and url.user:
            auth = BasicAuth(url.user, url.password or "")
        if auth is not None:
            if not isinstance(auth, BasicAuth):
                raise TypeError("BasicAuth() tuple is required instead")
            if "Authorization" not in found:
                found["Authorization"] = auth.encode()
        pairs = self._cookie_jar._pairs_for(url) | {name: getattr(value, "value", value)
                                                    for name, value in dict(cookies or {}).items()}
        if pairs and "Cookie" not in found:
            found["Cookie"] = "; ".join(f"{name}={value}" for name, value in pairs.items())
        if url.scheme == "https" and local_httpbin(url.host):
            found["X-Forwarded-Proto"] = "https"  # what it was before
        return found

    def _take_cookies(self, response):
        for line in response.headers.get_all("Set-Cookie") or []:
            self._cookie_jar.take(line, response.host, response.url.path)

    async def _send(self, info, body, timeout, until, ssl):
        """Send a request once; a second time if the connection was an old one that is closed by now."""
        url = info.url
        key = ConnectionKey(url.host, url.port, url.scheme == "https", ssl)
        head = encode_head(info.method, url, info.headers, body)
        for is_last in ((False, True) if info.method in _IDEMPOTENT else (True,)):
            connector = self._connector
            wire = await connector.connect(key, timeout, url)
            try:
                wire.read_timeout = timeout.sock_read
                await _write(wire, head, body)
                answer = await read_head(wire)
                while 100 <= answer[1] < 200 and answer[1] != 101:
                    answer = await read_head(wire)
                return ClientResponse(info, answer, wire,
                                      lambda is_reusable: connector.release(key, wire, is_reusable), until)
            except (ServerDisconnectedError, ConnectionError) as error:
                connector.release(key, wire, False)
                if is_last:
                    if isinstance(error, ClientConnectionError):
                        raise
                    raise ClientOSError(*error.args) from error
            except ValueError as error:
                connector.release(key, wire, False)
                raise ClientResponseError(info, (), status=400, message=str(error)) from error
            except OSError as error:
                connector.release(key, wire, False)
                if isinstance(error, (TimeoutError, ClientConnectionError)):
                    raise
                raise ClientOSError(*error.args) from error
            except BaseException:
                connector.release(key, wire, False)
                raise


async def _write(wire, head, body):
    if not hasattr(body, "__aiter__"):
        await wire.write(head + (body or b""))
        return
    await wire.write(head)
    async for piece in body:
        if piece:
            await wire.write(b"%X\r\n" % len(piece) + piece + b"\r\n")
    await wire.write(b"0\r\n\r\n")


def _update(headers, more):
    for name, value in more.items() if hasattr(more, "items") else more or ():
        if not isinstance(name, str) or not isinstance(value, str):
            raise TypeError(f"Cannot serialize non-str key {(name if not isinstance(name, str) else value)!r}")
        del headers[name]
        headers[name] = value


def _user_agent():
    import aiohttp
    return "Python/{0[0]}.{0[1]} aiohttp/{1}".format(sys.version_info, aiohttp.__version__)


def request(method, url, **kwargs):
    """A request with a session of its own, for `async with`."""
    session = ClientSession(connector=kwargs.pop("connector", None))
    return _RequestContextManager(session._request(method, url, **kwargs), session)
