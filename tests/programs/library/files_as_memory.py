# mmap and fcntl: memory of files, locks, descriptors; and __buffer__ (PEP 688).
import fcntl
import inspect
import mmap
import os
import re
import struct
import subprocess
import sys
import tempfile
from collections.abc import Buffer


def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__name__, error)


def memory(path):
    with open(path, "wb") as file:
        file.write(b"Hello Python!\nsecond line\nthird")
    with open(path, "r+b") as file:
        with mmap.mmap(file.fileno(), 0) as m:
            print(len(m), m[:5], m[0], m[-1], m[::7], m.readline(), m.tell(), m.readline(), m.readline(), m.readline())
            m[6:] = b" world!\n" + m[14:]
            m.seek(0)
            print(m.read(9), m.read_byte(), m.find(b"line"), m.rfind(b"line"), m.find(b"zz"), b"third" in m)
            print(m.size(), m.closed, re.search(rb"(\w+) line", m).group(1))
            m.move(0, 6, 5)
            m.flush()
            m.write(b"XY")
            m[3] = 65
            with memoryview(m) as view:
                print(view.readonly, view[:4].tobytes(), len(view))
                attempt(m.close)
            for call in (lambda: m[100], lambda: m["a"], lambda: m.seek(-1), lambda: m.seek(99), lambda: m.write(b"z" * 99),
                         lambda: m.__setitem__(slice(0, 2), b"abc"), lambda: m.__setitem__(0, 300),
                         lambda: m.__setitem__(0, "a"), lambda: m.write_byte(300), lambda: m.move(0, 90, 5),
                         lambda: m.__delitem__(0), lambda: m.seek(0, 2), m.read_byte, lambda: m.flush(5, 99)):
                attempt(call)
            m.resize(40)
            print(len(m), os.path.getsize(path))
            print(repr(m), struct.unpack_from("2s", m, 1))
        attempt(lambda: len(m))
        attempt(lambda: m.read())
        print(m.closed, repr(m))
    with open(path, "rb") as file:
        print(file.read())
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as m:
            attempt(lambda: m.__setitem__(0, 1))
            attempt(lambda: m.write(b"a"))
            attempt(lambda: m.resize(10))
            with memoryview(m) as view:
                print(view.readonly, bytes(view[:3]))
            print(list(m)[:3], bytes(m[:3]))
        with mmap.mmap(file.fileno(), 10, access=mmap.ACCESS_COPY) as m:
            m[0:2] = b"!!"
            print(m[:4])
        attempt(lambda: mmap.mmap(file.fileno(), 1000, access=mmap.ACCESS_READ))
        attempt(lambda: mmap.mmap(file.fileno(), 0, access=9))
        attempt(lambda: mmap.mmap(file.fileno(), 0))
        attempt(lambda: mmap.mmap(file.fileno(), -1))
        file.seek(0)
        print(file.read(4))
    with mmap.mmap(-1, 20) as m:
        m.write(b"shared by the child")
        child = os.fork()
        if child == 0:
            m[:6] = b"SHARED"
            os._exit(0)
        os.waitpid(child, 0)
        attempt(m.size)
        print(m[:], m.seekable())
    attempt(lambda: mmap.mmap(-1, 0))


def locks(path):
    with open(path, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        code = "import fcntl, sys\ntry: fcntl.flock(open(sys.argv[1]), fcntl.LOCK_EX | fcntl.LOCK_NB)\n" \
               "except BlockingIOError as e: print(type(e).__name__, e)\nelse: print('got it')"
        print(subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True).stdout, end="")
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
        print(subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True).stdout, end="")
        fcntl.lockf(file, fcntl.LOCK_EX)
        code = code.replace("flock(open(sys.argv[1])", "lockf(open(sys.argv[1], 'w')")
        print(subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True).stdout, end="")
        fcntl.lockf(file, fcntl.LOCK_UN, 10, 5, 0)
        attempt(lambda: fcntl.lockf(file, 0))
    attempt(lambda: fcntl.flock(file, fcntl.LOCK_EX))
    attempt(lambda: fcntl.flock("x", fcntl.LOCK_EX))
    attempt(lambda: fcntl.flock(-1, fcntl.LOCK_EX))
    attempt(lambda: fcntl.flock(999, fcntl.LOCK_EX))
    end, other = os.pipe()
    flags = fcntl.fcntl(end, fcntl.F_GETFL)
    fcntl.fcntl(end, fcntl.F_SETFL, flags | os.O_NONBLOCK)
    attempt(lambda: os.read(end, 1))
    print(fcntl.fcntl(end, fcntl.F_GETFD) == fcntl.FD_CLOEXEC)
    lock = struct.pack("hhqqi4x", fcntl.F_RDLCK, 0, 0, 0, 0)
    with open(path) as file:
        print(struct.unpack("hhqqi4x", fcntl.fcntl(file, fcntl.F_GETLK, lock))[0] == fcntl.F_UNLCK)
    attempt(lambda: fcntl.ioctl(end, 0x5413, b"\0" * 8))
    os.write(other, b"12345")
    waiting = bytearray(4)
    print(fcntl.ioctl(end, 0x541B, waiting), struct.unpack("i", waiting), fcntl.ioctl(end, 0x541B, b"\0\0\0\0"))


class Giver:
    def __init__(self):
        self.data = bytearray(b"hello")

    def __buffer__(self, flags):
        print("given for", inspect.BufferFlags(flags))
        return memoryview(self.data)

    def __release_buffer__(self, view):
        print("given back", bytes(view))
        view.release()


class Changed(bytearray):
    def __buffer__(self, flags):
        print("asked")
        return super().__buffer__(flags)


class Wrong:
    def __buffer__(self, flags):
        return 42


def buffers():
    giver = Giver()
    view = memoryview(giver)
    print(bytes(view))
    view[0] = 65
    view.release()
    with memoryview(giver) as view:
        print(view.readonly, view.nbytes)
    print(bytes(giver), bytearray(giver), struct.unpack_from("3s", giver))
    print(isinstance(giver, Buffer), issubclass(Giver, Buffer), isinstance(b"", Buffer), isinstance(5, Buffer))
    print(bytes(b"x".__buffer__(0)), type(bytearray(b"x").__buffer__(inspect.BufferFlags.WRITABLE)))
    attempt(lambda: b"x".__buffer__(inspect.BufferFlags.WRITABLE))
    attempt(lambda: memoryview(Wrong()))
    print(bytes(memoryview(Changed(b"abc"))))
    print(list(inspect.BufferFlags), repr(inspect.BufferFlags.FULL_RO))


with tempfile.TemporaryDirectory() as folder:
    memory(os.path.join(folder, "file"))
    locks(os.path.join(folder, "lock"))
buffers()
