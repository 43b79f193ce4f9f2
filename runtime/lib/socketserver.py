"""Servers: wait at an address, and hand each request to a new object of a handler class.

    server class    what a request is            handler class
    TCPServer       a connection                 StreamRequestHandler   rfile, wfile: the connection
    UDPServer       a packet and the socket      DatagramRequestHandler rfile: the packet; wfile: the answer

One request after the other, unless the class also inherits ThreadingMixIn (a thread for each) or
ForkingMixIn (a process for each).
"""

import io
import os
import selectors
import socket
import sys
import threading
import time

__all__ = ["BaseServer", "TCPServer", "UDPServer", "ThreadingUDPServer", "ThreadingTCPServer", "BaseRequestHandler",
           "StreamRequestHandler", "DatagramRequestHandler", "ThreadingMixIn", "ForkingUDPServer",
           "ForkingTCPServer", "ForkingMixIn", "UnixStreamServer", "UnixDatagramServer", "ThreadingUnixStreamServer",
           "ThreadingUnixDatagramServer", "ForkingUnixStreamServer", "ForkingUnixDatagramServer"]


class BaseServer:
    """What all servers have; a subclass knows its kind of socket."""

    timeout = None  # seconds that handle_request() waits

    def __init__(self, server_address, RequestHandlerClass):
        self.server_address = server_address
        self.RequestHandlerClass = RequestHandlerClass
        self._is_shut_down = threading.Event()
        self._shutdown_asked = False

    def server_activate(self):
        """Get ready for requests."""

    def serve_forever(self, poll_interval=0.5):
        """Handle requests until shutdown(), which is noticed after poll_interval seconds at the latest."""
        self._is_shut_down.clear()
        try:
            with selectors.PollSelector() as selector:
                selector.register(self, selectors.EVENT_READ)
                while not self._shutdown_asked:
                    ready = selector.select(poll_interval)
                    if self._shutdown_asked:
                        break
                    if ready:
                        self._handle_request_noblock()
                    self.service_actions()
        finally:
            self._shutdown_asked = False
            self._is_shut_down.set()

    def shutdown(self):
        """End serve_forever(), which must run in another thread, and wait until it has ended."""
        self._shutdown_asked = True
        self._is_shut_down.wait()

    def service_actions(self):
        """Called again and again by serve_forever()."""

    def handle_request(self):
        """Handle one request; wait for it no longer than the timeout of the server or its socket."""
        limits = [each for each in (self.socket.gettimeout(), self.timeout) if each is not None]
        deadline = time.monotonic() + min(limits) if limits else None
        with selectors.PollSelector() as selector:
            selector.register(self, selectors.EVENT_READ)
            left = min(limits) if limits else None
            while not selector.select(left):
                if deadline is not None:
                    left = deadline - time.monotonic()
                    if left < 0:
                        return self.handle_timeout()
            return self._handle_request_noblock()

    def _handle_request_noblock(self):
        try:
            request, client_address = self.get_request()
        except OSError:
            return
        try:
            if self.verify_request(request, client_address):
                self.process_request(request, client_address)
            else:
                self.shutdown_request(request)
        except Exception:
            self.handle_error(request, client_address)
            self.shutdown_request(request)
        except:
            self.shutdown_request(request)
            raise

    def handle_timeout(self):
        """Called when handle_request() has waited long enough."""

    def verify_request(self, request, client_address):
        """Whether the request is to be handled."""
        return True

    def process_request(self, request, client_address):
        """Handle a request; the mix-ins do it in a thread or process."""
        self.finish_request(request, client_address)
        self.shutdown_request(request)

    def finish_request(self, request, client_address):
        """Make the handler, which does everything as it is made."""
        self.RequestHandlerClass(request, client_address, self)

    def shutdown_request(self, request):
        """Called when a request is done."""
        self.close_request(request)

    def close_request(self, request):
        """Give back what the request holds."""

    def server_close(self):
        """Give back what the server holds."""

    def handle_error(self, request, client_address):
        """Called when a handler raised an exception: print it, and go on."""
        import traceback
        print("-" * 40, file=sys.stderr)
        print("Exception occurred during processing of request from", client_address, file=sys.stderr)
        traceback.print_exc()
        print("-" * 40, file=sys.stderr)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.server_close()


class TCPServer(BaseServer):
    """A server for connections."""

    address_family = socket.AF_INET
    socket_type = socket.SOCK_STREAM
    request_queue_size = 5
    allow_reuse_address = False
    allow_reuse_port = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        super().__init__(server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        if bind_and_activate:
            try:
                self.server_bind()
                self.server_activate()
            except:
                self.server_close()
                raise

    def server_bind(self):
        """Bind the socket to the address; server_address is then what the system made of it."""
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if self.allow_reuse_port and self.address_family in (socket.AF_INET, socket.AF_INET6):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def server_activate(self):
        """Let clients connect."""
        self.socket.listen(self.request_queue_size)

    def server_close(self):
        """Close the socket."""
        self.socket.close()

    def fileno(self):
        """The socket's descriptor."""
        return self.socket.fileno()

    def get_request(self):
        """The next connection: (socket, client's address)."""
        return self.socket.accept()

    def shutdown_request(self, request):
        """End a connection: the client sees that nothing more comes."""
        try:
            request.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the client was faster
        self.close_request(request)

    def close_request(self, request):
        """Close the connection's socket."""
        request.close()


class UDPServer(TCPServer):
    """A server for packets: a request is (bytes, socket)."""

    socket_type = socket.SOCK_DGRAM
    max_packet_size = 8192

    def get_request(self):
        """The next packet: ((bytes, socket), client's address)."""
        data, client_address = self.socket.recvfrom(self.max_packet_size)
        return (data, self.socket), client_address

    def server_activate(self):
        """Nothing: packets come as soon as the socket is bound."""

    def shutdown_request(self, request):
        """Nothing to shut down."""
        self.close_request(request)

    def close_request(self, request):
        """Nothing to close."""


class ForkingMixIn:
    """A process for each request."""

    timeout = 300
    active_children = None  # process ids
    max_children = 40
    block_on_close = True

    def collect_children(self, *, blocking=False):
        """Wait for children that have ended, or for all."""
        if self.active_children is None:
            return
        while len(self.active_children) >= self.max_children:
            try:
                pid, _ = os.waitpid(-1, 0)
                self.active_children.discard(pid)
            except ChildProcessError:
                self.active_children.clear()
            except OSError:
                break
        for pid in list(self.active_children):
            try:
                ended, _ = os.waitpid(pid, 0 if blocking else os.WNOHANG)
                self.active_children.discard(ended)
            except ChildProcessError:
                self.active_children.discard(pid)
            except OSError:
                pass

    def handle_timeout(self):
        """Look for children that have ended."""
        self.collect_children()

    def service_actions(self):
        """Look for children that have ended."""
        self.collect_children()

    def process_request(self, request, client_address):
        """Handle a request in a child."""
        pid = os.fork()
        if pid:
            if self.active_children is None:
                self.active_children = set()
            self.active_children.add(pid)
            self.close_request(request)
            return
        status = 1
        try:
            self.finish_request(request, client_address)
            status = 0
        except Exception:
            self.handle_error(request, client_address)
        finally:
            try:
                self.shutdown_request(request)
            finally:
                os._exit(status)

    def server_close(self):
        """Close the server and wait for the children."""
        super().server_close()
        self.collect_children(blocking=self.block_on_close)


class ThreadingMixIn:
    """A thread for each request."""

    daemon_threads = False
    block_on_close = True
    _threads = ()  # those server_close() waits for

    def process_request_thread(self, request, client_address):
        """What the thread does."""
        try:
            self.finish_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)

    def process_request(self, request, client_address):
        """Handle a request in a thread."""
        thread = threading.Thread(target=self.process_request_thread, args=(request, client_address))
        thread.daemon = self.daemon_threads
        if not thread.daemon and self.block_on_close:
            self._threads = [each for each in self._threads if each.is_alive()] + [thread]
        thread.start()

    def server_close(self):
        """Close the server and wait for the threads."""
        super().server_close()
        threads, self._threads = self._threads, ()
        for thread in threads:
            thread.join()


class ForkingUDPServer(ForkingMixIn, UDPServer):
    """A UDPServer with a process for each packet."""


class ForkingTCPServer(ForkingMixIn, TCPServer):
    """A TCPServer with a process for each connection."""


class ThreadingUDPServer(ThreadingMixIn, UDPServer):
    """A UDPServer with a thread for each packet."""


class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    """A TCPServer with a thread for each connection."""


class UnixStreamServer(TCPServer):
    """A server for connections at a path."""

    address_family = socket.AF_UNIX


class UnixDatagramServer(UDPServer):
    """A server for packets at a path."""

    address_family = socket.AF_UNIX


class ThreadingUnixStreamServer(ThreadingMixIn, UnixStreamServer):
    """A UnixStreamServer with a thread for each connection."""


class ThreadingUnixDatagramServer(ThreadingMixIn, UnixDatagramServer):
    """A UnixDatagramServer with a thread for each packet."""


class ForkingUnixStreamServer(ForkingMixIn, UnixStreamServer):
    """A UnixStreamServer with a process for each connection."""


class ForkingUnixDatagramServer(ForkingMixIn, UnixDatagramServer):
    """A UnixDatagramServer with a process for each packet."""


class BaseRequestHandler:
    """Handles one request while it is made: setup(), handle(), finish()."""

    def __init__(self, request, client_address, server):
        self.request = request
        self.client_address = client_address
        self.server = server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        """Called first."""

    def handle(self):
        """What is to be done; a subclass says it."""

    def finish(self):
        """Called last, also when handle() failed."""


class StreamRequestHandler(BaseRequestHandler):
    """A connection as two files: rfile to read from, wfile to write to."""

    rbufsize = -1
    wbufsize = 0  # what is written goes at once
    timeout = None
    disable_nagle_algorithm = False

    def setup(self):
        """Make the files."""
        self.connection = self.request
        if self.timeout is not None:
            self.connection.settimeout(self.timeout)
        if self.disable_nagle_algorithm:
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = self.connection.makefile("rb", self.rbufsize)
        if self.wbufsize == 0:
            self.wfile = _SocketWriter(self.connection)
        else:
            self.wfile = self.connection.makefile("wb", self.wbufsize)

    def finish(self):
        """Send what is left and close the files."""
        if not self.wfile.closed:
            try:
                self.wfile.flush()
            except OSError:
                pass  # the client is gone
        self.wfile.close()
        self.rfile.close()


class _SocketWriter(io.BufferedIOBase):
    """A connection as a file that sends at once all it is given."""

    def __init__(self, sock):
        self._sock = sock

    def writable(self):
        return True

    def write(self, b):
        self._sock.sendall(b)
        with memoryview(b) as view:
            return view.nbytes

    def fileno(self):
        return self._sock.fileno()


class DatagramRequestHandler(BaseRequestHandler):
    """A packet as a file, and one for the answer, which finish() sends."""

    def setup(self):
        """Make the files."""
        self.packet, self.socket = self.request
        self.rfile = io.BytesIO(self.packet)
        self.wfile = io.BytesIO()

    def finish(self):
        """Send the answer."""
        self.socket.sendto(self.wfile.getvalue(), self.client_address)
