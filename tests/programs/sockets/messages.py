# sendmsg(), recvmsg() and recvmsg_into(): several buffers at once, and descriptors beside them.
import array
import os
import socket
import tempfile

print(socket.CMSG_LEN(0), socket.CMSG_LEN(12), socket.CMSG_SPACE(0), socket.CMSG_SPACE(12))
for wrong in -1, 1 << 62:
    try:
        print(socket.CMSG_LEN(wrong))
    except OverflowError as error:
        print(error)

first, second = socket.socketpair()
with first, second:
    print(first.sendmsg([b"one ", bytearray(b"two "), memoryview(b"three")]), second.recvmsg(100))
    print(first.sendmsg([b"abcdef"]))
    pieces = [bytearray(2), bytearray(3), bytearray(3)]
    print(second.recvmsg_into(pieces), pieces)
    with tempfile.TemporaryFile() as file:
        file.write(b"in the file")
        file.flush()
        fds = array.array("i", [file.fileno()])
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds)]
        print(first.sendmsg([b"x"], rights))
        data, ancillary, flags, address = second.recvmsg(10, socket.CMSG_SPACE(2 * fds.itemsize))
        print(data, flags, address)
        for level, kind, passed in ancillary:
            print(level == socket.SOL_SOCKET, kind == socket.SCM_RIGHTS, len(passed))
            copy, = array.array("i", passed)
            print(copy != file.fileno(), os.pread(copy, 20, 0))
            os.close(copy)
        first.sendmsg([b"y"], rights)
        data, ancillary, flags, address = second.recvmsg(10)  # no room for descriptors
        print(data, ancillary, flags == socket.MSG_CTRUNC, address)
    second.setblocking(False)
    try:
        second.recvmsg(1)
    except BlockingIOError as error:
        print(error)
    first.close()
    print(second.recvmsg(5))

with socket.socket(type=socket.SOCK_DGRAM) as one, socket.socket(type=socket.SOCK_DGRAM) as other:
    other.bind(("127.0.0.1", 0))
    print(one.sendmsg([b"data", b"gram"], [], 0, other.getsockname()))
    data, ancillary, flags, address = other.recvmsg(5)
    print(data, ancillary, flags == socket.MSG_TRUNC, address == ("127.0.0.1", one.getsockname()[1]))


def told(what):
    try:
        print(what())
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)


left, right = socket.socketpair()
told(lambda: left.recvmsg(-1))
told(lambda: left.recvmsg(1, -1))
told(lambda: left.recvmsg_into([bytearray(1)], -1))
right.send(b"stays until it can be taken")
told(lambda: left.recvmsg_into([b"for reading"]))
told(lambda: left.recvmsg_into(bytearray(30)))
told(lambda: left.recvmsg_into([bytearray(30)], 0, "flags"))
told(lambda: left.recvmsg_into([bytearray(30)], None))
print(left.recv(30))
told(lambda: right.sendmsg([b"a part of a descriptor passes none"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, b"\1\0\0")]))
print(left.recvmsg(100, 100)[:2])
for wrong in [5], [(0, 0)], [(None, 0, b"")]:
    told(lambda: right.sendmsg([b"nothing"], wrong))
left.close()
right.close()
told(lambda: socket.getaddrinfo("localhost", "\ud800"))
