"""Connectors: they connect, let only so many connections be in use, and keep those that are free."""

import asyncio
import collections
import ipaddress
import select
import socket
import time
import warnings
from typing import NamedTuple

from aiohttp.client_exceptions import (ClientConnectorCertificateError, ClientConnectorDNSError,
                                       ClientConnectorError, ClientConnectorSSLError, ClientConnectionError,
                                       ConnectionTimeoutError)
from aiohttp.helpers import local_httpbin
from aiohttp.streams import Wire


class ConnectionKey(NamedTuple):
    """What connections must have in common to be used for each other."""

    host: str
    port: int
    is_ssl: bool
    ssl: object


class BaseConnector:
    """Counts connections."""

    def __init__(self, *, keepalive_timeout=15.0, force_close=False, limit=100, limit_per_host=0,
                 enable_cleanup_closed=False, loop=None, timeout_ceil_threshold=5):
        self._loop = loop or asyncio.get_running_loop()
        self._keepalive_timeout = keepalive_timeout
        self._force_close = force_close
        self._limit = limit
        self._limit_per_host = limit_per_host
        self._closed = False
        self._idle = collections.defaultdict(collections.deque)  # key: (wire, since when) that are free
        self._used = collections.Counter()  # key: how many are in use
        self._wires = set()  # all that are in use
        self._waiting = collections.deque()  # (key, future) of those that want one

    @property
    def limit(self):
        """How many connections may be in use at a time; 0 for any number."""
        return self._limit

    @property
    def limit_per_host(self):
        """How many to one server; 0 for any number."""
        return self._limit_per_host

    @property
    def force_close(self):
        """Whether no connection is kept."""
        return self._force_close

    @property
    def closed(self):
        """Whether it is closed."""
        return self._closed

    def __del__(self):
        if getattr(self, "_closed", True) or not any(self._idle.values()):
            return
        connections = [repr(each) for each in self._idle.values() if each]
        self._close()
        warnings.warn(f"Unclosed connector {self!r}", ResourceWarning, source=self)
        self._loop.call_exception_handler({"connector": self, "connections": connections,
                                           "message": "Unclosed connector"})

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.close()

    async def close(self):
        """Close all connections."""
        self._close()

    def _close(self):
        self._closed = True
        for wires in self._idle.values():
            for wire, _ in wires:
                wire.close()
        self._idle.clear()
        for wire in list(self._wires):
            wire.close()
        self._wires.clear()

    def _has_room(self, key):
        return ((not self._limit or self._used.total() < self._limit)
                and (not self._limit_per_host or self._used[key] < self._limit_per_host))

    async def connect(self, key, timeout, url):
        """A connection that nobody else uses; give it back with release()."""
        try:
            async with asyncio.timeout(timeout.connect) as limit:
                while not self._has_room(key):
                    turn = self._loop.create_future()
                    entry = (key, turn)
                    self._waiting.append(entry)
                    try:
                        await turn
                    except BaseException:
                        if turn.done() and not turn.cancelled():
                            self._wake()  # it was our turn, now it is somebody else's
                        raise
                    finally:
                        if entry in self._waiting:
                            self._waiting.remove(entry)
                if self._closed:
                    raise ClientConnectionError("Connector is closed.")
                self._used[key] += 1
                wire = None
                try:
                    wire = self._take_idle(key) or await self._open(key, timeout, url)
                    self._wires.add(wire)
                finally:
                    if wire is None:
                        self._count_down(key)
                return wire
        except TimeoutError:
            if limit.expired():
                raise ConnectionTimeoutError(f"Connection timeout to host {url}") from None
            raise

    def _take_idle(self, key):
        while self._idle[key]:
            wire, since = self._idle[key].pop()
            waiting = select.poll()
            waiting.register(wire.sock, select.POLLIN)
            if time.monotonic() - since <= self._keepalive_timeout and not waiting.poll(0):
                return wire
            wire.close()
        return None

    def release(self, key, wire, is_reusable):
        """Give a connection back."""
        if wire not in self._wires:
            return
        self._wires.discard(wire)
        self._count_down(key)
        if is_reusable and not self._force_close and not self._closed:
            self._idle[key].append((wire, time.monotonic()))
        else:
            wire.close()

    def _count_down(self, key):
        self._used[key] -= 1
        self._wake()

    def _wake(self):
        for key, turn in self._waiting:
            if not turn.done() and self._has_room(key):
                turn.set_result(None)
                return

    async def _open(self, key, timeout, url):
        raise NotImplementedError


class TCPConnector(BaseConnector):
    """Connects by TCP, with TLS for https."""

    def __init__(self, *, verify_ssl=True, fingerprint=None, use_dns_cache=True, ttl_dns_cache=10,
                 family=socket.AF_UNSPEC, ssl_context=None, ssl=True, local_addr=None, resolver=None,
                 keepalive_timeout=15.0, force_close=False, limit=100, limit_per_host=0,
                 enable_cleanup_closed=False, loop=None, timeout_ceil_threshold=5, happy_eyeballs_delay=0.25,
                 interleave=None):
        super().__init__(keepalive_timeout=keepalive_timeout, force_close=force_close, limit=limit,
                         limit_per_host=limit_per_host, loop=loop)
        if fingerprint is not None or resolver is not None:
            raise NotImplementedError("gilt's aiohttp has neither fingerprints nor resolvers")
        self._ssl = ssl_context if ssl_context is not None else ssl if verify_ssl else False
        self._family = family
        self._local_addr = local_addr

    async def _open(self, key, timeout, url):
        place = local_httpbin(key.host)
        try:
            async with asyncio.timeout(timeout.sock_connect) as limit:
                sock = await self._connect_socket(key, *(place or (key.host, key.port)))
                wire = Wire(self._loop, sock)
                if key.is_ssl and place is None:
                    await self._start_tls(wire, key)
                return wire
        except TimeoutError:
            if limit.expired():
                raise ConnectionTimeoutError(f"Connection timeout to host {url}") from None
            raise

    async def _connect_socket(self, key, host, port):
        try:
            ipaddress.ip_address(host)
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        except ValueError:
            try:
                infos = await self._loop.getaddrinfo(host, port, family=self._family, type=socket.SOCK_STREAM)
            except OSError as error:
                raise ClientConnectorDNSError(key, error) from error
        failures = []
        for family, kind, proto, _, address in infos:
            sock = socket.socket(family, kind, proto)
            try:
                sock.setblocking(False)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                if self._local_addr is not None:
                    sock.bind(self._local_addr)
                await self._loop.sock_connect(sock, address)
                return sock
            except OSError as error:
                sock.close()
                failures.append(error)
            except BaseException:
                sock.close()
                raise
        failure = failures[0]
        if len({str(each) for each in failures}) > 1:
            failure = OSError(failure.errno, f"Multiple exceptions: {', '.join(map(str, failures))}")
        raise ClientConnectorError(key, failure) from failure

    async def _start_tls(self, wire, key):
        import ssl
        use = self._ssl if key.ssl is True else key.ssl
        context = use if isinstance(use, ssl.SSLContext) else ssl.create_default_context()
        if use is False:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        try:
            await wire.start_tls(context, key.host)
        except ssl.SSLCertVerificationError as error:
            wire.close()
            raise ClientConnectorCertificateError(key, error) from error
        except ssl.SSLError as error:
            wire.close()
            raise ClientConnectorSSLError(key, error) from error
        except BaseException:
            wire.close()
            raise
