"""From a request to the connection it is sent on."""

import os
from urllib.parse import urlsplit

from requests import exceptions
from requests._pool import (ConnectTimeoutError, MaxRetryError, NewConnectionError, Pool, ProtocolError,
                            ReadTimeoutError, SSLError)
from requests.models import build_response

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
    """Sends requests by HTTP; keeps up to pool_maxsize connections to each server."""

    def __init__(self, pool_connections=DEFAULT_POOLSIZE, pool_maxsize=DEFAULT_POOLSIZE, max_retries=0,
                 pool_block=False):
        if not isinstance(max_retries, int):
            raise NotImplementedError("gilt's requests takes a number as max_retries")
        self.max_retries = max_retries
        self._pool_maxsize = pool_maxsize
        self._pools = {}

    def close(self):
        """Close the connections that are kept."""
        while self._pools:
            self._pools.popitem()[1].close()

    def _pool_for(self, url, verify, cert):
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        key = parts.scheme, parts.hostname, port, verify, cert
        pool = self._pools.get(key)
        if pool is None:
            pool = self._pools.setdefault(key, Pool(
                parts.scheme, parts.hostname, port, lambda: _tls_context(verify, cert), self._pool_maxsize))
        return pool

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        """Send a request; the Response, its content not read yet."""
        if proxies:
            raise NotImplementedError("gilt's requests knows no proxies")
        if isinstance(verify, str) and request.url.startswith("https") and not os.path.exists(verify):
            raise OSError(f"Could not find a suitable TLS CA certificate bundle, invalid path: {verify}")
        timeouts = _split_timeout(timeout)
        pool = self._pool_for(request.url, verify, cert)
        for left in range(self.max_retries, -1, -1):
            try:
                raw = pool.send(request.method, request.path_url, request.body, request.headers, timeouts)
                break
            except ReadTimeoutError as error:
                raise exceptions.ReadTimeout(error, request=request)
            except ProtocolError as error:
                if not left:
                    raise exceptions.ConnectionError(error, request=request)
            except MaxRetryError as error:
                if not left:
                    raise _connect_error(error, request)
        return build_response(request, raw)


def _connect_error(error, request):
    """What people see of a connection that was not made."""
    if isinstance(error.reason, ConnectTimeoutError) and not isinstance(error.reason, NewConnectionError):
        return exceptions.ConnectTimeout(error, request=request)
    if isinstance(error.reason, SSLError):
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
