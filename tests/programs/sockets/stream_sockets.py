# TCP, Unix and UDP sockets: connecting, sending, timeouts, errors.
import gc
import os
import socket
import tempfile
import threading
import warnings


def attempt(label, function, *arguments):
    try:
        print(label, function(*arguments))
    except Exception as error:
        print(label, type(error).__name__, error)


first, second = socket.socketpair()
first.sendall(b"x" * 10)
print(second.recv(4), second.recv(100))
buffer = bytearray(5)
first.send(b"abc")
print(second.recv_into(buffer), buffer)
first.send(b"defg")
print(second.recv_into(memoryview(buffer)[3:], 1), buffer, second.recv(10))
second.settimeout(0.01)
attempt("timeout", second.recv, 1)
print(second.gettimeout(), second.getblocking(), socket.timeout is TimeoutError)
second.setblocking(False)
attempt("no waiting", second.recv, 1)
print(second.gettimeout(), second.getblocking())
first.shutdown(socket.SHUT_WR)
print(second.recv(1), second.send(b"still open"), first.recv(100))
first.close()
print(first.fileno(), first)
attempt("closed", first.send, b"")
attempt("broken", second.send, b"x")
second.close()
second.close()

# A server in a thread answers in capitals.
server = socket.create_server(("127.0.0.1", 0))
print(server.family, server.type, server.proto, server.getsockname()[0], server.getsockopt(
    socket.SOL_SOCKET, socket.SO_REUSEADDR))


def serve():
    for _ in range(3):
        connection, address = server.accept()
        with connection:
            assert address == connection.getpeername()
            while data := connection.recv(100):
                connection.sendall(data.upper())


thread = threading.Thread(target=serve)
thread.start()
for text in (b"hello", b"world", b"!" * 50):
    with socket.create_connection(server.getsockname(), timeout=10) as client:
        client.sendall(text)
        print(client.recv(100), client.gettimeout(), client.getpeername() == server.getsockname())
thread.join()
address = server.getsockname()
server.close()
attempt("refused", lambda: socket.create_connection(address))
with socket.socket() as client:
    print(client.connect_ex(address) != 0)

# More than the system takes at once.
first, second = socket.socketpair()
received = []


def read_all():
    while data := second.recv(65536):
        received.append(len(data))


thread = threading.Thread(target=read_all)
thread.start()
first.sendall(bytes(3_000_000))
first.close()
thread.join()
second.close()
print(sum(received))

# UDP
one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
other = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
one.bind(("127.0.0.1", 0))
other.bind(("127.0.0.1", 0))
print(one.sendto(b"letter", other.getsockname()))
data, sender = other.recvfrom(100)
print(data, sender == one.getsockname())
one.sendto(b"second letter", 0, other.getsockname())
print(other.recvfrom_into(buffer)[0], buffer)
other.connect(one.getsockname())
other.send(b"back")
print(one.recv(100), one.type, other.proto)
one.close()
other.close()

# Unix
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "s")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(path)
        server.listen()
        client.connect(path)
        connection, address = server.accept()
        print(repr(address), connection.getsockname() == path, client.getpeername() == path)
        connection.sendall(b"unix")
        print(client.recv(10))
        connection.close()
    attempt("nobody there", lambda: socket.socket(socket.AF_UNIX).connect(path))

# A socket by its descriptor.
first, second = socket.socketpair()
fd = first.detach()
print(first.fileno())
again = socket.socket(fileno=fd)
print(again.family, again.type, again.fileno() == fd)
copy = again.dup()
copy.send(b"copied")
print(second.recv(10))
for each in (again, copy, second):
    each.close()

print(socket.AF_INET, repr(socket.SOCK_STREAM), repr(socket.AF_UNIX), socket.SOCK_DGRAM.name)
print(socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
print(socket.getaddrinfo("::1", "80", proto=socket.IPPROTO_TCP))
print(socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
print(socket.gethostbyname("127.0.0.1"), socket.inet_ntoa(b"\x7f\0\0\1"), socket.inet_aton("1.2.3.4"))
print(socket.inet_pton(socket.AF_INET6, "::1"), socket.inet_ntop(socket.AF_INET6, b"\0" * 15 + b"\1"))
print(socket.htons(80), socket.ntohl(1))
print(issubclass(socket.gaierror, OSError), socket.error is OSError, socket.gaierror.__module__)

tcp, local = socket.socket(), socket.socket(socket.AF_UNIX)
attempt("name", socket.getaddrinfo, "no.such.host.invalid", 80, 0, 0, 0, socket.AI_NUMERICHOST)
attempt("address", tcp.connect, "x")
attempt("port", tcp.connect, ("127.0.0.1", 70000))
attempt("pair", tcp.connect, ("127.0.0.1",))
attempt("host", tcp.connect, (1, 2))
attempt("port type", tcp.connect, ("127.0.0.1", "80"))
attempt("data", tcp.send, "x")
attempt("size", tcp.recv, -1)
attempt("timeout value", tcp.settimeout, -1)
attempt("timeout type", tcp.settimeout, "a")
attempt("unix address", local.connect, 5)
attempt("unix path", local.bind, "/nonexistent/x")
attempt("long path", local.bind, "/" + "x" * 200)
attempt("family", socket.socket, 999)
attempt("accept", tcp.accept)
attempt("not connected", tcp.getpeername)
attempt("aton", socket.inet_aton, "x")
attempt("pton", socket.inet_pton, socket.AF_INET, "x")
attempt("htons", socket.htons, 70000)
attempt("htonl", socket.htonl, -1)
attempt("service", socket.getservbyname, "nosuchservice")
tcp.close()
local.close()

# What a timeout does not change: a closed socket is a closed socket.
first, second = socket.socketpair()
first.settimeout(30)
first.close()
attempt("closed send", first.send, b"")
attempt("closed recv", first.recv, 1)
second.close()

# Who forgets a socket is warned, in the line that forgets it; not who forgets a file of a closed one.
with warnings.catch_warnings(record=True) as found:
    warnings.simplefilter("always")
    forgotten = socket.socket()
    del forgotten
    gc.collect()
    left, right = socket.socketpair()
    file = left.makefile("rb")
    left.close()
    del left, file
    gc.collect()
    print(right.recv(1))
    right.close()
print([(each.category.__name__, each.filename == __file__) for each in found])
