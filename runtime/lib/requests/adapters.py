"""From a request to the connection it is sent on."""

import os
from urllib.parse import urlsplit

from requests import exceptions
from requests._pool import Pool
from requests.models import build_response
from requests.utils import select_proxy
from urllib3.exceptions import (ConnectTimeoutError, HTTPError, MaxRetryError, NewConnectionError, ProtocolError,
                                ProxyError, ReadTimeoutError, ResponseError, SSLError)
from urllib3.util.retry import Retry

DEFAULT_POOLSIZE = 10


class BaseAdapter:
    """What sends requests of one kind."""

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        """Send a request; the Response."""
        raise NotImplementedError

    def close(self):
        """Close what is open."""
        raise NotImplementedError


class HTTPAdapter(BaseAdapter):
    """Sends requests by HTTP; keeps up to pool_maxsize connections to each server. max_retries: a number or a Retry."""

    def __init__(self, pool_connections=DEFAULT_POOLSIZE, pool_maxsize=DEFAULT_POOLSIZE, max_retries=0,
                 pool_block=False):
        self.max_retries = Retry(0, read=False) if max_retries == 0 else Retry.from_int(max_retries)
        self._pool_maxsize = pool_maxsize
        self._pools = {}

    def __getstate__(self):
        return self.__dict__ | {"_pools": {}}

    def close(self):
        """Close the connections that are kept."""
        while self._pools:
            self._pools.popitem()[1].close()

    def _pool_for(self, url, verify, cert, proxy):
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        key = parts.scheme, parts.hostname, port, verify, cert, proxy
        pool = self._pools.get(key)
        if pool is None:
            pool = self._pools.setdefault(key, Pool(
                parts.scheme, parts.hostname, port, lambda: _tls_context(verify, cert), self._pool_maxsize,
                proxy))
        return pool

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        """Send a request; the Response, its content not read yet."""
        if isinstance(verify, str) and request.url.startswith("https") and not os.path.exists(verify):
            raise OSError(f"Could not find a suitable TLS CA certificate bundle, invalid path: {verify}")
        pool = self._pool_for(request.url, verify, cert, select_proxy(request.url, proxies))
        try:
            raw = self._send_patiently(pool, request, _split_timeout(timeout))
        except MaxRetryError as error:
            raise _end_of_patience(error, request)
        except ProtocolError as error:
            raise exceptions.ConnectionError(error, request=request)
        except ReadTimeoutError as error:
            raise exceptions.ReadTimeout(error, request=request)
        return build_response(request, raw)

    def _send_patiently(self, pool, request, timeouts):
        """Send a request, again and again if need be: the answer."""
        retries = self.max_retries
        path = request.url.partition("#")[0] if pool.asks_proxy else request.path_url
        while True:
            try:
                raw = pool.send(request.method, path, request.body, request.headers, timeouts)
            except HTTPError as error:
                retries = retries.increment(request.method, path, error=error, _pool=pool)
                retries.sleep()
                continue
            if not retries.is_retry(request.method, raw.status, "Retry-After" in raw.headers):
                return raw
            try:
                retries = retries.increment(request.method, path, response=raw, _pool=pool)
            except MaxRetryError:
                if not retries.raise_on_status:
                    return raw
                raw.drain_conn()
                raise
            raw.drain_conn()
            retries.sleep(raw)


def _end_of_patience(error, request):
    """What people see when it was tried often enough."""
    reason = error.reason
    if isinstance(reason, ConnectTimeoutError) and not isinstance(reason, NewConnectionError):
        return exceptions.ConnectTimeout(error, request=request)
    if isinstance(reason, ResponseError):
        return exceptions.RetryError(error, request=request)
    if isinstance(reason, ProxyError):
        return exceptions.ProxyError(error, request=request)
    if isinstance(reason, SSLError):
        return exceptions.SSLError(error, request=request)
    return exceptions.ConnectionError(error, request=request)


def _split_timeout(timeout):
    """The seconds for connecting and for reading."""
    if isinstance(timeout, tuple):
        try:
            connect, read = timeout
        except ValueError:
            raise ValueError(f"Invalid timeout {timeout}. Pass a (connect, read) timeout tuple, or a single float to "
                             f"set both timeouts to the same value.") from None
    else:
        connect = read = timeout
    for name, value in (("connect", connect), ("read", read)):
        if value is None:
            continue
        if isinstance(value, bool):
            raise ValueError("Timeout cannot be a boolean value. It must be an int, float or None.")
        try:
            number = float(value)
        except (TypeError, ValueError):
            raise ValueError(f"Timeout value {name} was {value}, but it must be an int, float or None.") from None
        if number <= 0:
            raise ValueError(f"Attempted to set {name} timeout to {value}, but the timeout cannot be set to a value "
                             f"less than or equal to 0.")
    return connect, read


def _tls_context(verify, cert):
    import ssl
    if isinstance(verify, str):
        is_folder = os.path.isdir(verify)
        context = ssl.create_default_context(cafile=None if is_folder else verify,
                                             capath=verify if is_folder else None)
    else:
        context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if cert:
        context.load_cert_chain(*(cert if isinstance(cert, tuple) else (cert,)))
    return context
