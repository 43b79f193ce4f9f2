"""Sessions: what is kept from request to request."""

import datetime
import time
from urllib.parse import urljoin, urlsplit

from requests import exceptions
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar, cookiejar_from_dict
from requests.models import PreparedRequest, Request, take_cookies
from requests.structures import CaseInsensitiveDict
from requests.utils import default_headers, requote_uri

DEFAULT_REDIRECT_LIMIT = 30


def _merge(own, general, is_headers=False):
    """What a request says, over what the session says; None takes an entry away."""
    if general is None:
        return own
    if own is None:
        return general
    if not (hasattr(own, "items") and hasattr(general, "items")):
        return own
    merged = CaseInsensitiveDict(general) if is_headers else dict(general)
    merged.update(own)
    for key in [key for key, value in merged.items() if value is None]:
        del merged[key]
    return merged


def _is_same_server(before, now):
    """Whether an address is that of the same server; it may have changed from http to https."""
    ports = {"http": 80, "https": 443}
    places = [(each.hostname, each.port or ports.get(each.scheme)) for each in (before, now)]
    is_upgrade = before.hostname == now.hostname and (places[0][1], places[1][1]) == (80, 443)
    return is_upgrade or places[0] == places[1] and before.scheme == now.scheme


class Session:
    """Keeps headers, parameters, cookies, and connections."""

    def __init__(self):
        self.headers = default_headers()
        self.auth = None
        self.proxies = {}
        self.hooks = {"response": []}
        self.params = {}
        self.stream = False
        self.verify = True
        self.cert = None
        self.max_redirects = DEFAULT_REDIRECT_LIMIT
        self.trust_env = True
        self.cookies = cookiejar_from_dict({})
        self.adapters = {}
        self.mount("https://", HTTPAdapter())
        self.mount("http://", HTTPAdapter())

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        """Close the connections that are kept."""
        for adapter in self.adapters.values():
            adapter.close()

    def mount(self, prefix, adapter):
        """Let an adapter send the requests whose URL begins so."""
        self.adapters[prefix] = adapter
        for key in [key for key in self.adapters if len(key) < len(prefix)]:
            self.adapters[key] = self.adapters.pop(key)

    def get_adapter(self, url):
        """The adapter for a URL."""
        for prefix, adapter in self.adapters.items():
            if url.lower().startswith(prefix.lower()):
                return adapter
        raise exceptions.InvalidSchema(f"No connection adapters were found for {url!r}")

    def prepare_request(self, request):
        """The request as it is sent, with what the session adds."""
        cookies = self.cookies.copy()
        given = request.cookies
        cookies.update(given if isinstance(given, RequestsCookieJar) else cookiejar_from_dict(given))
        prepared = PreparedRequest()
        prepared.prepare(method=request.method.upper(), url=request.url, files=request.files, data=request.data,
                         json=request.json, headers=_merge(request.headers, self.headers, is_headers=True),
                         params=_merge(request.params, self.params), auth=_merge(request.auth, self.auth),
                         cookies=cookies, hooks=self._merge_hooks(request.hooks))
        return prepared

    def _merge_hooks(self, hooks):
        own = (hooks or {}).get("response") or []
        return {"response": [*self.hooks.get("response", []), *(own if isinstance(own, (list, tuple)) else [own])]}

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None,
                timeout=None, allow_redirects=True, proxies=None, hooks=None, stream=None, verify=None, cert=None,
                json=None):
        """Send a request; the Response."""
        prepared = self.prepare_request(Request(
            method=method.upper(), url=url, headers=headers, files=files, data=data or {}, json=json,
            params=params or {}, auth=auth, cookies=cookies, hooks=hooks))
        return self.send(prepared, timeout=timeout, allow_redirects=allow_redirects,
                         proxies=_merge(proxies, self.proxies), stream=self.stream if stream is None else stream,
                         verify=self.verify if verify is None else verify, cert=cert or self.cert)

    def get(self, url, **kwargs):
        """GET: what is there."""
        return self.request("GET", url, **kwargs)

    def options(self, url, **kwargs):
        """OPTIONS: what can be done with it."""
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        """HEAD: only the headers."""
        kwargs.setdefault("allow_redirects", False)
        return self.request("HEAD", url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        """POST: send something."""
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        """PUT: replace what is there."""
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        """PATCH: change what is there."""
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        """DELETE: remove what is there."""
        return self.request("DELETE", url, **kwargs)

    def send(self, request, **kwargs):
        """Send a request as it is, and follow redirects; the Response."""
        if isinstance(request, Request):
            raise ValueError("You can only send PreparedRequests.")
        follow = kwargs.pop("allow_redirects", True)
        kwargs.setdefault("stream", self.stream)
        kwargs.setdefault("verify", self.verify)
        kwargs.setdefault("cert", self.cert)
        kwargs.setdefault("proxies", self.proxies)
        response = self._send_once(request, kwargs)
        history = []
        while target := self._redirect_target(response):
            following = self._redirected(response, target)
            if not follow:
                response._next = following
                break
            response.content  # read it, so that the connection can be used again
            history.append(response)
            if len(history) > self.max_redirects:
                raise exceptions.TooManyRedirects(f"Exceeded {self.max_redirects} redirects.", response=response)
            response = self._send_once(following, kwargs)
            response.history = history[:]
        if not kwargs["stream"]:
            response.content
        return response

    def _send_once(self, request, kwargs):
        adapter = self.get_adapter(request.url)
        start = time.perf_counter()
        response = adapter.send(request, **kwargs)
        response.elapsed = datetime.timedelta(seconds=time.perf_counter() - start)
        for hook in (request.hooks or {}).get("response", []):
            response = hook(response, **kwargs) or response
        if response.raw is not None:
            take_cookies(self.cookies, request, response.raw)
        return response

    @staticmethod
    def _redirect_target(response):
        return response.headers["location"] if response.is_redirect else None

    def _redirected(self, response, target):
        """The request for where the answer is."""
        before = response.request
        request = before.copy()
        target = target.encode("latin1").decode("utf8", "replace")
        url = urljoin(response.url, requote_uri(target))
        fragment = urlsplit(response.url).fragment
        if fragment and not urlsplit(url).fragment:
            url += "#" + fragment
        request.prepare_url(url, None)
        status, method = response.status_code, before.method
        if method != "HEAD" and (status in (302, 303) or status == 301 and method == "POST"):
            request.method = "GET" if status != 302 or method != "GET" else method
        if status not in (307, 308):
            for name in ("Content-Length", "Content-Type", "Transfer-Encoding"):
                request.headers.pop(name, None)
            request.body = None
        request.headers.pop("Cookie", None)
        jar = (before._cookies or RequestsCookieJar()).copy()
        take_cookies(jar, before, response.raw)
        request.prepare_cookies(jar)
        if not _is_same_server(urlsplit(before.url), urlsplit(url)):
            request.headers.pop("Authorization", None)  # it is nobody else's business
        return request


def session():
    """A Session."""
    return Session()
