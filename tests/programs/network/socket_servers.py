# socketserver: servers of connections, packets and paths; one after the other, in threads, in processes.
import contextlib
import io
import os
import socket
import socketserver
import tempfile
import threading


class Upper(socketserver.StreamRequestHandler):
    """Answers each line in capitals."""

    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())


class Backwards(socketserver.DatagramRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.read()[::-1])


class Broken(socketserver.BaseRequestHandler):
    def setup(self):
        print("setup")

    def handle(self):
        raise ValueError("broken")

    def finish(self):
        print("finish")


@contextlib.contextmanager
def running(server):
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def ask(family, address, text):
    with socket.socket(family) as connection:
        connection.connect(address)
        connection.sendall(text)
        connection.shutdown(socket.SHUT_WR)
        return connection.makefile().read()


for cls in (socketserver.TCPServer, socketserver.ThreadingTCPServer, socketserver.ForkingTCPServer):
    with running(cls(("127.0.0.1", 0), Upper)) as server:
        print(cls.__name__, [ask(socket.AF_INET, server.server_address, b"one\ntwo\n") for _ in range(3)])

for cls in (socketserver.UDPServer, socketserver.ThreadingUDPServer):
    with running(cls(("127.0.0.1", 0), Backwards)) as server:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.sendto(b"stressed", server.server_address)
            print(cls.__name__, client.recv(100))

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "socket")
    with running(socketserver.ThreadingUnixStreamServer(path, Upper)) as server:
        print(ask(socket.AF_UNIX, path, b"by path"), server.server_address == path)

print("--- a handler that fails")
with socketserver.TCPServer(("127.0.0.1", 0), Broken) as server:
    with socket.create_connection(server.server_address) as client:
        messages = io.StringIO()
        with contextlib.redirect_stderr(messages):
            server.handle_request()
        lines = messages.getvalue().splitlines()
        print(lines[0], lines[1].startswith("Exception occurred during processing of request from ('127.0.0.1', "))
        print(*lines[-2:], sep="\n")
        print(client.recv(10))

print("--- time-outs, requests that are refused")


class Careful(socketserver.TCPServer):
    timeout = 0.01

    def handle_timeout(self):
        print("nobody came")

    def verify_request(self, request, client_address):
        print("refused")
        return False


with Careful(("127.0.0.1", 0), Upper) as server:
    server.handle_request()
    server.timeout = None
    with socket.create_connection(server.server_address) as client:
        server.handle_request()
        print(client.recv(10))


class Slow(socketserver.StreamRequestHandler):
    timeout = 0.01

    def handle(self):
        try:
            self.rfile.readline()
        except TimeoutError as error:
            print("handler:", error)


with socketserver.TCPServer(("127.0.0.1", 0), Slow) as server:
    with socket.create_connection(server.server_address):
        server.handle_request()

for arguments in ((("127.0.0.1", 0),), (("192.0.2.1", 0), Upper)):
    try:
        socketserver.TCPServer(*arguments)
    except (TypeError, OSError) as error:
        print(type(error).__name__, error)
