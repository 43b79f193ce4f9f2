# io: buffers around raw streams of the program's own, and what closes streams that nobody holds any more.
import io


def told(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(type(error).__name__, error)


class Raw(io.RawIOBase):
    """A raw stream in memory that notes what is asked of it."""

    def __init__(self, data=b""):
        self.memory = io.BytesIO(data)
        self.calls = []

    def readable(self):
        return True

    writable = seekable = readable

    def readinto(self, buffer):
        self.calls.append("read")
        return self.memory.readinto(buffer)

    def write(self, data):
        self.calls.append(f"write {len(data)}")
        return self.memory.write(data)

    def seek(self, position, whence=0):
        return self.memory.seek(position, whence)

    def truncate(self, size=None):
        return self.memory.truncate(size)


# Reading and writing in turn.
raw = Raw(b"abcdefghijklmnop")
stream = io.BufferedRandom(raw, 8)
print(stream.read(2), stream.write(b"12"), stream.read(2), stream.tell(), stream.peek()[:1], stream.tell())
print(stream.write(b"X"), stream.readline(), stream.tell(), stream.seek(-3, 1), stream.read1(), raw.memory.getvalue())
stream.seek(4)
stream.write(b"yy")
print(stream.truncate(), raw.memory.getvalue(), stream.seek(0), stream.read(1))
stream.flush()
print(raw.tell(), stream.tell())
told(stream.seek, 0, 9)
told(stream.read, -2)
try:
    stream.raw = 5
except AttributeError:
    print("raw stays")
print(stream.readable(), stream.writable(), stream.seekable(), stream.isatty())

# What each kind cannot do.
reader, writer = io.BufferedReader(Raw(b"line\nmore")), io.BufferedWriter(Raw(), 4)
print(reader.readable(), reader.writable(), writer.readable(), writer.writable())
told(reader.write, b"x")
told(reader.truncate)
told(writer.read)
told(io.BufferedReader, io.RawIOBase())
told(io.BufferedWriter, io.RawIOBase())
told(io.BufferedRandom, io.RawIOBase())
told(io.BufferedReader, Raw(), 0)
told(io.BufferedRWPair, Raw(), io.RawIOBase())
print(reader.readline(), reader.detach().calls)
told(reader.read)
told(reader.detach)
writer.write(b"abc")
print(writer.raw.calls, writer.write(b"de"), writer.raw.calls)
writer.close()
told(writer.write, b"x")
told(writer.flush)


# Raw streams that have nothing, or say nonsense.
class Slow(Raw):
    def readinto(self, buffer):
        return None

    def write(self, data):
        if len(self.calls) == 2:
            return None
        return super().write(data[:2])


slow = io.BufferedRandom(Slow(), 4)
print(slow.read(), slow.read(5), slow.read1(), slow.peek(), Slow().readall())
try:
    slow.write(b"0123456789")
except BlockingIOError as error:
    print(error.strerror)
print(slow.raw.memory.getvalue(), slow.raw.calls)
slow.raw.calls.clear()


class Wrong(Raw):
    answer = 100

    def readinto(self, buffer):
        return self.answer

    write = readinto

    def seek(self, position, whence=0):
        return -5


told(io.BufferedReader(Wrong(), 4).read, 1)
wrong = io.BufferedWriter(Wrong())
wrong.write(b"x")
told(wrong.flush)
told(wrong.tell)
wrong.raw.close()


# A stream that nobody holds is closed, which writes what is left.
class Closing(Raw):
    def close(self):
        if not self.closed:
            print("closed with", self.memory.getvalue())
        super().close()


stream = io.BufferedWriter(Closing())
stream.write(b"bytes")
del stream
text = io.TextIOWrapper(io.BufferedWriter(Closing()))
text.write("text")
del text


class Plain(io.IOBase):
    def close(self):
        print("plain")
        super().close()


Plain()

# Mixed in.
class Chunks(io.BufferedIOBase):
    def read(self, size=-1):
        return b"ab" * (size // 2)

    def read1(self, size=-1):
        return b"cd"


import array
target = array.array("H", [0, 0])
print(Chunks().readinto(target), target.tobytes(), Chunks().readinto1(target), target.tobytes())


# What open() refuses before it opens anything, and one read into a buffer.
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file")
    for arguments in {"closefd": False}, {"opener": lambda *arguments: 9999}, {"opener": lambda *arguments: -1}:
        try:
            open(path, "w", **arguments)
        except (ValueError, OSError) as error:
            print(type(error).__name__, error)
    print(os.listdir(folder))
its_own, end = os.pipe()
os.write(end, b"abc")
with open(its_own, "rb") as file:
    target = bytearray(5)
    print(file.readinto1(target), target)
    os.write(end, b"defghijk")
    print(file.readinto1(memoryview(target)[3:]), target, file.read1())
os.close(end)
