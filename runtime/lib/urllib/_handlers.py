"""What an opener is made of.

A handler takes part by the names of its methods. For an address of the scheme `http`:
http_request(request) may change what is asked for, http_open(request) answers, http_response(request,
response) may change the answer, http_error_404(request, response, code, message, headers) and
http_error_default deal with a status that is no success. default_open and unknown_open are asked
before and after the scheme's own. Who has no answer gives None, and the next handler is asked.
"""

import base64
import functools
import http.client
import io
import os
import re
import string
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin, urlsplit, urlunsplit
from urllib.response import addinfourl


class BaseHandler:
    """A handler; those with a smaller handler_order are asked first."""

    handler_order = 500
    parent = None

    def add_parent(self, parent):
        self.parent = parent

    def close(self):
        """Nothing to be done: there for old programs."""


class HTTPErrorProcessor(BaseHandler):
    """Makes an error of each status that is no success."""

    handler_order = 1000  # after all others

    def http_response(self, request, response):
        if 200 <= response.status < 300:
            return response
        return self.parent.error("http", request, response, response.status, response.msg, response.info())

    https_response = http_response


class HTTPDefaultErrorHandler(BaseHandler):
    """Raises HTTPError for what nobody else deals with."""

    def http_error_default(self, request, response, code, message, headers):
        raise HTTPError(request.full_url, code, message, headers, response)


class HTTPRedirectHandler(BaseHandler):
    """Asks again where the answer says that it is."""

    max_repeats = 4
    max_redirections = 10
    inf_msg = ("The HTTP server returned a redirect error that would lead to an infinite loop.\n"
               "The last 30x error message was:\n")

    def redirect_request(self, request, response, code, message, headers, newurl):
        """The request for the new place; None to leave it, an exception to refuse."""
        method = request.get_method()
        if method not in ("GET", "HEAD") and (method != "POST" or code in (307, 308)):
            raise HTTPError(request.full_url, code, message, headers, response)
        kept = {name: value for name, value in request.headers.items()
                if name.lower() not in ("content-length", "content-type")}
        return type(request)(newurl.replace(" ", "%20"), headers=kept, method="HEAD" if method == "HEAD" else "GET",
                             origin_req_host=request.origin_req_host, unverifiable=True)

    def http_error_302(self, request, response, code, message, headers):
        target = headers.get("Location") or headers.get("URI")
        if not target:
            return None
        parts = urlsplit(target)
        if parts.scheme not in ("http", "https", "ftp", ""):
            raise HTTPError(target, code, f"{message} - Redirection to url '{target}' is not allowed", headers,
                            response)
        if not parts.path and parts.netloc:
            target = urlunsplit(parts._replace(path="/"))
        target = urljoin(request.full_url, quote(target, encoding="iso-8859-1", safe=string.punctuation))
        again = self.redirect_request(request, response, code, message, headers, target)
        if again is None:
            return None
        visited = again.redirect_dict = getattr(request, "redirect_dict", {})
        if visited.get(target, 0) >= self.max_repeats or len(visited) >= self.max_redirections:
            raise HTTPError(request.full_url, code, self.inf_msg + message, headers, response)
        visited[target] = visited.get(target, 0) + 1
        response.read()
        response.close()
        return self.parent.open(again, timeout=request.timeout)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


class AbstractHTTPHandler(BaseHandler):
    """What asking over plain and over encrypted connections has in common."""

    def do_request_(self, request):
        if not request.host:
            raise URLError("no host given")
        if isinstance(request.data, str):
            raise TypeError("POST data should be bytes, an iterable of bytes, or a file object. It cannot be of "
                            "type str.")
        if request.data is not None and not request.has_header("Content-type"):
            request.add_unredirected_header("Content-type", "application/x-www-form-urlencoded")
        if isinstance(request.data, (bytes, bytearray, memoryview)) and not (
                request.has_header("Content-length") or request.has_header("Transfer-encoding")):
            request.add_unredirected_header("Content-length", str(memoryview(request.data).nbytes))
        for name, value in self.parent.addheaders:
            if not request.has_header(name.capitalize()):
                request.add_unredirected_header(name, value)
        return request

    def do_open(self, http_class, request, **arguments):
        """The answer of a connection of that class."""
        connection = http_class(request.host, timeout=request.timeout, **arguments)
        headers = {**request.unredirected_hdrs, **request.headers, **request.unredirected_hdrs, "Connection": "close"}
        headers = {name.title(): value for name, value in headers.items()}
        if request._tunnel_host:
            credentials = headers.pop("Proxy-Authorization", None)
            connection.set_tunnel(request._tunnel_host,
                                  headers={"Proxy-Authorization": credentials} if credentials else {})
        try:
            try:
                connection.request(request.get_method(), request.selector, request.data, headers)
            except OSError as error:
                raise URLError(error)
            response = connection.getresponse()
        except BaseException:
            connection.close()
            raise
        if connection.sock is not None:  # the server would go on; the response keeps what it needs
            connection.sock.close()
            connection.sock = None
        response.url = request.full_url
        response.msg = response.reason
        return response


class HTTPHandler(AbstractHTTPHandler):
    """Asks by HTTP."""

    http_request = AbstractHTTPHandler.do_request_

    def http_open(self, request):
        return self.do_open(http.client.HTTPConnection, request)


class ProxyHandler(BaseHandler):
    """Asks proxies: scheme -> address; those of the environment if none are given."""

    handler_order = 100  # before those that ask the servers themselves

    def __init__(self, proxies=None):
        from urllib.request import getproxies
        self.proxies = getproxies() if proxies is None else proxies
        for scheme, proxy in self.proxies.items():
            scheme = scheme.lower()
            setattr(self, scheme + "_open", functools.partial(self._choose, proxy))

    def _choose(self, proxy, request):
        return self.proxy_open(request, proxy, request.type)

    def proxy_open(self, req, proxy, type):
        """Send the request to the proxy; None leaves the rest to the next handler."""
        from urllib.request import proxy_bypass
        if req.host and proxy_bypass(req.host):
            return None
        parts = urlsplit(proxy if "://" in proxy else "//" + proxy)
        proxy_type = parts.scheme or type
        if parts.username and parts.password:
            pair = f"{unquote(parts.username)}:{unquote(parts.password)}"
            req.add_header("Proxy-authorization", "Basic " + base64.b64encode(pair.encode()).decode("ascii"))
        req.set_proxy(unquote(parts.netloc.rpartition("@")[2]), proxy_type)
        if type in (proxy_type, "https"):
            return None
        return self.parent.open(req, timeout=req.timeout)


class HTTPSHandler(AbstractHTTPHandler):
    """The same over an encrypted connection."""

    def __init__(self, context=None):
        self._context = context

    https_request = AbstractHTTPHandler.do_request_

    def https_open(self, request):
        return self.do_open(http.client.HTTPSConnection, request, context=self._context)


class HTTPCookieProcessor(BaseHandler):
    """Sends the cookies of a jar, and keeps those that servers set."""

    def __init__(self, cookiejar=None):
        from http.cookiejar import CookieJar
        self.cookiejar = CookieJar() if cookiejar is None else cookiejar

    def http_request(self, request):
        self.cookiejar.add_cookie_header(request)
        return request

    def http_response(self, request, response):
        self.cookiejar.extract_cookies(response, request)
        return response

    https_request, https_response = http_request, http_response


class UnknownHandler(BaseHandler):
    """Refuses all other schemes."""

    def unknown_open(self, request):
        raise URLError(f"unknown url type: {request.type}")


class FileHandler(BaseHandler):
    """Opens files of this machine."""

    def file_open(self, request):
        if request.host not in ("", "localhost"):
            raise URLError("file:// scheme is supported only on localhost")
        path = unquote(request.selector.partition("?")[0])
        try:
            stream = open(path, "rb")
        except OSError as error:
            raise URLError(error)
        pairs = [("Content-type", "text/plain"), ("Content-length", str(os.path.getsize(path)))]
        return addinfourl(stream, http.client.HTTPMessage(pairs), request.full_url)


class DataHandler(BaseHandler):
    """Takes data: addresses, which are their own contents, apart."""

    def data_open(self, request):
        kind, comma, data = request.full_url.partition(":")[2].partition(",")
        if not comma:
            raise ValueError("not enough values to unpack (expected 2, got 1)")
        data = unquote_to_bytes(data)
        if kind.endswith(";base64"):
            data = base64.decodebytes(data)
            kind = kind.removesuffix(";base64")
        pairs = [("Content-type", kind or "text/plain;charset=US-ASCII"), ("Content-length", str(len(data)))]
        return addinfourl(io.BytesIO(data), http.client.HTTPMessage(pairs), request.full_url)


class HTTPPasswordMgr:
    """Names and passwords, by realm and by where they are good."""

    def __init__(self):
        self.passwd = {}

    def add_password(self, realm, uri, user, passwd):
        """At these addresses, and below them, this is who asks."""
        places = [uri] if isinstance(uri, str) else uri
        known = self.passwd.setdefault(realm, {})
        for place in places:
            known[_place(place)] = user, passwd

    def find_user_password(self, realm, authuri):
        """(name, password), or (None, None)."""
        host, path = _place(authuri)
        for (its_host, its_path), found in self.passwd.get(realm, {}).items():
            if host == its_host and (path == its_path or path.startswith(its_path.rstrip("/") + "/")):
                return found
        return None, None


def _place(uri):
    # (host:port, path) of an address, or of a host without a scheme.
    parts = urlsplit(uri if "://" in uri else "//" + uri)
    host = parts.netloc.rpartition("@")[2]
    port = {"http": ":80", "https": ":443"}.get(parts.scheme, "") if ":" not in host else ""
    return host + port, parts.path or "/"


class HTTPPasswordMgrWithDefaultRealm(HTTPPasswordMgr):
    """What is kept for the realm None is good for all realms."""

    def find_user_password(self, realm, authuri):
        found = super().find_user_password(realm, authuri)
        return found if found[0] is not None else super().find_user_password(None, authuri)


class HTTPBasicAuthHandler(BaseHandler):
    """Says who asks when the server wants to know."""

    auth_header = "Authorization"
    challenge_header = "WWW-Authenticate"

    def __init__(self, password_mgr=None):
        self.passwd = password_mgr or HTTPPasswordMgr()
        self.add_password = self.passwd.add_password

    def http_error_401(self, request, response, code, message, headers):
        for challenge in headers.get_all(self.challenge_header, ()):
            found = re.match(r'\s*Basic\s.*?realm="?([^"]*)', challenge, re.IGNORECASE)
            if found:
                response.close()
                return self._ask_again(request, found[1])
        return None

    def _ask_again(self, request, realm):
        user, password = self.passwd.find_user_password(realm, request.full_url)
        if password is None:
            return None
        credentials = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        if request.get_header(self.auth_header) == credentials:
            return None  # they have been refused
        request.add_unredirected_header(self.auth_header, credentials)
        return self.parent.open(request, timeout=request.timeout)


class ProxyBasicAuthHandler(HTTPBasicAuthHandler):
    """Says who asks when a proxy wants to know."""

    auth_header = "Proxy-authorization"
    challenge_header = "Proxy-Authenticate"
    http_error_401 = None

    def http_error_407(self, request, response, code, message, headers):
        return HTTPBasicAuthHandler.http_error_401(self, request, response, code, message, headers)
