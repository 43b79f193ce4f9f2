"""The part of a loop that makes connections, servers and datagram endpoints."""

import errno
import functools
import itertools
import os
import socket
import stat

from . import events, exceptions, staggered, tasks
from .log import logger

_ANY_FAMILY = getattr(socket, "AF_UNSPEC", 0)


def _refuse_ssl(ssl, **only_with_ssl):
    if ssl:
        raise NotImplementedError("gilt's asyncio speaks no TLS: encrypted connections are not supported")
    for name, value in only_with_ssl.items():
        if value is not None:
            raise ValueError(f"{name} is only meaningful with ssl")


async def _until_connected(transport, waiter):
    """Wait until a new transport has told its protocol of the connection; close it if that fails."""
    try:
        await waiter
    except BaseException:
        transport.close()
        raise


class Server(events.AbstractServer):
    """Sockets that listen, and the connections that came from them."""

    def __init__(self, loop, sockets, protocol_factory, backlog):
        self._loop = loop
        self._sockets = sockets
        self._clients = set()
        self._waiters = []
        self._protocol_factory = protocol_factory
        self._backlog = backlog
        self._serving = False
        self._serving_forever_fut = None

    def __repr__(self):
        return f"<{self.__class__.__name__} sockets={self.sockets!r}>"

    def _attach(self, transport):
        assert self._sockets is not None
        self._clients.add(transport)

    def _detach(self, transport):
        self._clients.discard(transport)
        if not self._clients and self._sockets is None:
            self._wakeup()

    def _wakeup(self):
        waiters, self._waiters = self._waiters, None
        for waiter in waiters or ():
            if not waiter.done():
                waiter.set_result(None)

    def _start_serving(self):
        if self._serving:
            return
        self._serving = True
        for sock in self._sockets:
            sock.listen(self._backlog)
            self._loop._start_serving(self._protocol_factory, sock, self, self._backlog)

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    @property
    def sockets(self):
        """The sockets that listen."""
        return () if self._sockets is None else tuple(self._sockets)

    def close(self):
        sockets, self._sockets = self._sockets, None
        if sockets is None:
            return
        for sock in sockets:
            self._loop._stop_serving(sock)
        self._serving = False
        if self._serving_forever_fut is not None and not self._serving_forever_fut.done():
            self._serving_forever_fut.cancel()
            self._serving_forever_fut = None
        if not self._clients:
            self._wakeup()

    def close_clients(self):
        """Close all connections."""
        for transport in self._clients.copy():
            transport.close()

    def abort_clients(self):
        """Close all connections at once."""
        for transport in self._clients.copy():
            transport.abort()

    async def start_serving(self):
        self._start_serving()
        await tasks.sleep(0)

    async def serve_forever(self):
        if self._serving_forever_fut is not None:
            raise RuntimeError(f"server {self!r} is already being awaited on serve_forever()")
        if self._sockets is None:
            raise RuntimeError(f"server {self!r} is closed")
        self._start_serving()
        self._serving_forever_fut = self._loop.create_future()
        try:
            await self._serving_forever_fut
        except exceptions.CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._serving_forever_fut = None

    async def wait_closed(self):
        if self._waiters is None:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter


def _bind(sock, address):
    try:
        sock.bind(address)
    except OSError as error:
        raise OSError(error.errno, f"error while attempting to bind on address {address!r}: "
                                   f"{str(error).lower()}") from None


def _interleave(infos, first_count):
    """The addresses of all families in turn, after so many of the family that comes first."""
    families = {}
    for info in infos:
        families.setdefault(info[0], []).append(info)
    groups = list(families.values())
    first, groups[0] = groups[0][:first_count - 1], groups[0][first_count - 1:]
    turns = itertools.chain.from_iterable(itertools.zip_longest(*groups))
    return [*first, *(info for info in turns if info is not None)]


def _remove_stale_socket(path):
    """Make room for a Unix socket where a program before has left one."""
    if path[:1] in ("\0", b"\0"):
        return
    try:
        if stat.S_ISSOCK(os.stat(path).st_mode):
            os.remove(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        logger.error("Unable to check or remove stale UNIX socket %r: %r", path, error)


class NetworkMixin:
    """Methods of the loop."""

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """socket.getaddrinfo() in a thread."""
        return await self.run_in_executor(None, socket.getaddrinfo, host, port, family, type, proto, flags)

    async def getnameinfo(self, sockaddr, flags=0):
        """socket.getnameinfo() in a thread."""
        return await self.run_in_executor(None, socket.getnameinfo, sockaddr, flags)

    async def _addresses(self, address, *, family=0, type=socket.SOCK_STREAM, proto=0, flags=0):
        """The addresses of a (host, port); numbers are taken as they are."""
        host, port = address[:2]
        if isinstance(port, int) and isinstance(host, str):
            for kind in (socket.AF_INET, socket.AF_INET6):
                try:
                    socket.inet_pton(kind, host)
                except OSError:
                    continue
                if family not in (0, kind):
                    continue
                proto = socket.IPPROTO_TCP if type == socket.SOCK_STREAM else socket.IPPROTO_UDP
                return [(kind, type, proto, "", (host, port) if kind == socket.AF_INET else (host, port, 0, 0))]
        return await self.getaddrinfo(host, port, family=family, type=type, proto=proto, flags=flags)

    @staticmethod
    def _bind_locally(sock, infos, failures):
        """Bind to the first of some addresses that is possible."""
        for info in infos:
            if info[0] == sock.family:
                try:
                    return _bind(sock, info[4])
                except OSError as error:
                    failures.append(error)
        raise failures.pop() if failures else OSError(f"no matching local address with family={sock.family!r} found")

    async def _connect_to(self, failures, info, local_infos):
        """A socket connected to one address."""
        family, kind, proto, _, address = info
        sock = None
        try:
            sock = socket.socket(family, kind, proto)
            sock.setblocking(False)
            if local_infos is not None:
                self._bind_locally(sock, local_infos, failures)
            await self.sock_connect(sock, address)
            return sock
        except OSError as error:
            failures.append(error)
            if sock is not None:
                sock.close()
            raise
        except BaseException:
            if sock is not None:
                sock.close()
            raise

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0,
                                sock=None, local_addr=None, server_hostname=None, ssl_handshake_timeout=None,
                                ssl_shutdown_timeout=None, happy_eyeballs_delay=None, interleave=None,
                                all_errors=False):
        """Connect to a host, or use a connected socket: (transport, protocol)."""
        _refuse_ssl(ssl, server_hostname=server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                    ssl_shutdown_timeout=ssl_shutdown_timeout)
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            infos, local_infos = await self._resolve_both((host, port), local_addr, family, proto, flags)
            if interleave is None and happy_eyeballs_delay is not None:
                interleave = 1
            if interleave:
                infos = _interleave(infos, interleave)
            sock = await self._connect_to_any(infos, local_infos, happy_eyeballs_delay, all_errors)
        elif sock is None:
            raise ValueError("host and port was not specified and no sock specified")
        elif sock.type != socket.SOCK_STREAM:
            raise ValueError(f"A Stream Socket was expected, got {sock!r}")
        return await self._transport_for(sock, protocol_factory)

    async def _resolve_both(self, address, local_addr, family, proto, flags):
        """The addresses of a host, and those to connect from, None if any will do."""
        found = [None if each is None else await self._addresses(each, family=family, proto=proto, flags=flags)
                 for each in (address, local_addr)]
        if [] in found:
            raise OSError("getaddrinfo() returned empty list")
        return found

    async def _connect_to_any(self, infos, local_infos, delay, all_errors):
        """A socket connected to the first address that answers; without delay one is tried after the other."""
        failures = [[] for _ in infos]
        attempts = [functools.partial(self._connect_to, own, info, local_infos) for own, info in zip(failures, infos)]
        try:
            if delay is None:
                for attempt in attempts:
                    try:
                        return await attempt()
                    except OSError:
                        continue
            else:
                sock = (await staggered.staggered_race(attempts, delay))[0]
                if sock is not None:
                    return sock
            failures = [each for own in failures for each in own]
            if all_errors:
                raise ExceptionGroup("create_connection failed", failures)
            if len({str(each) for each in failures}) == 1:
                raise failures[0]
            raise OSError(f"Multiple exceptions: {', '.join(str(each) for each in failures)}")
        finally:
            failures = attempts = None

    async def _transport_for(self, sock, protocol_factory):
        sock.setblocking(False)
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = self._make_socket_transport(sock, protocol, waiter)
        await _until_connected(transport, waiter)
        return transport, protocol

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False, server_hostname=None,
                        ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Encrypt a connection; not supported."""
        _refuse_ssl(ssl=True)

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None,
                                      ssl_shutdown_timeout=None):
        """A (transport, protocol) for a socket that something else has accepted."""
        _refuse_ssl(ssl, ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
        if sock.type != socket.SOCK_STREAM:
            raise ValueError(f"A Stream Socket was expected, got {sock!r}")
        return await self._transport_for(sock, protocol_factory)

    async def create_server(self, protocol_factory, host=None, port=None, *, family=_ANY_FAMILY,
                            flags=socket.AI_PASSIVE, sock=None, backlog=100, ssl=None, reuse_address=None,
                            reuse_port=None, keep_alive=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                            start_serving=True):
        """Listen at an address, or with a socket: a Server."""
        _refuse_ssl(ssl, ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError("host/port and sock can not be specified at the same time")
            sockets = await self._bind_all(host, port, family, flags, reuse_address, reuse_port, keep_alive)
        else:
            if sock is None:
                raise ValueError("Neither host/port nor sock were specified")
            if sock.type != socket.SOCK_STREAM:
                raise ValueError(f"A Stream Socket was expected, got {sock!r}")
            sockets = [sock]
        for each in sockets:
            each.setblocking(False)
        server = Server(self, sockets, protocol_factory, backlog)
        if start_serving:
            server._start_serving()
            await tasks.sleep(0)  # so that the sockets are watched
        return server

    async def _bind_all(self, host, port, family, flags, reuse_address, reuse_port, keep_alive):
        """Sockets bound to all addresses of a host, or of several."""
        hosts = [None] if host == "" else [host] if isinstance(host, str) or host is None else host
        found = await tasks.gather(*[self._addresses((each, port), family=family, flags=flags) for each in hosts])
        sockets = []
        try:
            for family, kind, proto, _, address in dict.fromkeys(itertools.chain.from_iterable(found)):
                try:
                    sock = socket.socket(family, kind, proto)
                except OSError:
                    continue  # the system does not know such addresses
                sockets.append(sock)
                if reuse_address is None or reuse_address:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
                if reuse_port:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, True)
                if keep_alive:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, True)
                if family == socket.AF_INET6:
                    sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, True)
                try:
                    _bind(sock, address)
                except OSError as error:
                    if error.errno != errno.EADDRNOTAVAIL:
                        raise
                    sockets.pop().close()  # such addresses are known, but none is set up
            if not sockets:
                raise OSError(f"could not bind on any address out of {[info[4] for each in found for info in each]!r}")
            return sockets
        except BaseException:
            for sock in sockets:
                sock.close()
            raise

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0,
                                       flags=0, reuse_port=None, allow_broadcast=None, sock=None):
        """A socket for datagrams: (transport, protocol)."""
        if sock is not None:
            if sock.type == socket.SOCK_STREAM:
                raise ValueError(f"A datagram socket was expected, got {sock!r}")
            if local_addr or remote_addr or family or proto or flags or reuse_port or allow_broadcast:
                raise ValueError("socket modifier keyword arguments can not be used when sock is specified.")
            sock.setblocking(False)
            remote = None
        else:
            pairs = await self._datagram_addresses(local_addr, remote_addr, family, proto, flags)
            sock, remote = await self._datagram_socket(pairs, proto, reuse_port, allow_broadcast)
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = self._make_datagram_transport(sock, protocol, remote, waiter)
        await _until_connected(transport, waiter)
        return transport, protocol

    async def _datagram_addresses(self, local_addr, remote_addr, family, proto, flags):
        """What can be bound and connected to: (family, local, remote)."""
        if not (local_addr or remote_addr):
            if family == 0:
                raise ValueError("unexpected address family")
            return [(family, None, None)]
        if family == socket.AF_UNIX:
            for address in (local_addr, remote_addr):
                if address is not None and not isinstance(address, str):
                    raise TypeError("string is expected")
            if local_addr:
                _remove_stale_socket(local_addr)
            return [(family, local_addr, remote_addr)]
        both = {}
        for place, address in enumerate((local_addr, remote_addr)):
            if address is None:
                continue
            if not (isinstance(address, tuple) and len(address) == 2):
                raise TypeError("2-tuple is expected")
            infos = await self._addresses(address, family=family, type=socket.SOCK_DGRAM, proto=proto, flags=flags)
            if not infos:
                raise OSError("getaddrinfo() returned empty list")
            for kind, _, _, _, found in infos:
                both.setdefault(kind, [None, None])[place] = found
        pairs = [(kind, local, remote) for kind, (local, remote) in both.items()
                 if not (local_addr and local is None or remote_addr and remote is None)]
        if not pairs:
            raise ValueError("can not get address information")
        return pairs

    async def _datagram_socket(self, pairs, proto, reuse_port, allow_broadcast):
        """A socket for the first of those that is possible, and the address it is for."""
        problems = []
        for family, local, remote in pairs:
            sock = None
            try:
                sock = socket.socket(family, socket.SOCK_DGRAM, proto)
                if reuse_port:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, True)
                if allow_broadcast:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, True)
                sock.setblocking(False)
                if local:
                    sock.bind(local)
                if remote and not allow_broadcast:
                    await self.sock_connect(sock, remote)
                return sock, remote
            except BaseException as error:
                if sock is not None:
                    sock.close()
                if not isinstance(error, OSError):
                    raise
                problems.append(error)
        raise problems[0]
