# Sockets that do not wait from the start, ports without services, names of local sockets, files' own names.
import os
import socket
import tempfile

with socket.socket(type=socket.SOCK_STREAM | socket.SOCK_NONBLOCK) as sock:
    print(sock.gettimeout(), sock.getblocking(), os.get_blocking(sock.fileno()), sock.type)
socket.setdefaulttimeout(3)
with socket.socket(type=socket.SOCK_STREAM | socket.SOCK_NONBLOCK) as sock:
    print(sock.gettimeout())
with socket.socket() as sock:
    print(sock.gettimeout(), os.get_blocking(sock.fileno()))
socket.setdefaulttimeout(None)

for port in 3, -1, 70000:
    try:
        print(socket.getservbyport(port, "nothing"))
    except (OSError, OverflowError) as error:
        print(type(error).__name__, error)

with socket.socket(socket.AF_UNIX) as sock:
    sock.bind("")
    print(type(sock.getsockname()), len(sock.getsockname()))  # the system has found a name
with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as sock:
    path = os.path.join(folder, "ąö")
    sock.bind(path.encode().decode("ascii", "surrogateescape"))
    print(sock.getsockname() == path, os.path.exists(path))

first, second = socket.socketpair()
with first, second:
    socket.send_fds(first, [b"here"], [0])
    data, descriptors, flags, _ = socket.recv_fds(second, 10, 1)
    print(data, len(descriptors), flags)
    os.close(descriptors[0])
    for mode in "rb", "wb", "r", "w":
        file = first.makefile(mode)
        names = repr(file).replace(f"name={first.fileno()}", "name=FD")
        print(mode, file.mode, names.split(" object")[0])
        file.close()
        print(repr(file).split(" object")[0])
        try:
            print(file.readable() if "r" in mode else file.writable())
        except (ValueError, AttributeError) as error:
            print(type(error).__name__, error)
