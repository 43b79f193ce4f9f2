# zipfile: archives made, added to, read by several threads, damaged; members as files; paths; the command line.
import base64
import io
import os
import sys
import tempfile
import warnings
import zipfile
from concurrent.futures import ThreadPoolExecutor
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo, is_zipfile

os.environ["TZ"] = "UTC"
WHEN = (2024, 2, 29, 12, 34, 56)


def told(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except (Exception, SystemExit) as error:
        print(f"{type(error).__module__}.{type(error).__qualname__}: {error}")


def add(archive, name, data, **settings):
    info = ZipInfo(name, WHEN)
    for key, value in settings.items():
        setattr(info, key, value)
    archive.writestr(info, data)


text = "".join(f"line {i}\n" for i in range(5000))
buffer = io.BytesIO()
with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=6) as archive:
    add(archive, "plain.txt", text)
    add(archive, "packed.txt", text, compress_type=ZIP_DEFLATED)
    add(archive, "dir/ünï.bin", bytes(range(256)), compress_type=ZIP_DEFLATED, comment=b"about it")
    add(archive, "dir/sub/empty", b"")
    archive.mkdir("made", 0o755)
    with archive.open("streamed", "w") as file:
        print(file.writable(), file.readable(), file.seekable(), file.name, file.mode, file.write(b"one "), file.write(b"two"))
        told(archive.open, "other", "w")
        told(archive.read, "plain.txt")
        told(archive.close)
        told(archive.writestr, "x", "y")
    told(file.write, b"")
    archive.comment = b"the whole"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        add(archive, "streamed", "again")
    print(caught[0].message, caught[0].filename == __file__)
told(archive.writestr, "x", "y")
told(archive.open, "plain.txt")

archive = ZipFile(buffer)
archive.printdir()
for info in archive.infolist():
    print(info, info.date_time, info.is_dir(), info.comment, info.flag_bits, info.create_system, info.extract_version, hex(info.CRC))
print(archive.namelist(), archive.testzip(), archive.comment, archive.mode, is_zipfile(buffer), is_zipfile(io.BytesIO(b"no")))
print(archive.read("plain.txt") == archive.read("packed.txt") == text.encode(), archive.read("streamed"))
told(archive.getinfo, "none")
told(archive.open, "plain.txt", "a")
told(archive.writestr, "x", "y")
for name in "plain.txt", "packed.txt":
    with archive.open(name) as file:
        print(file.name, file.mode, file.readable(), file.seekable(), file.read(7), file.readline(), file.tell(), file.seek(-9, 2),
              file.read(), file.read(), file.seek(3), file.read1(4), file.peek(3)[:3], file.readline(2), len(file.readlines()))
        print(file)
    told(file.read)
    with io.TextIOWrapper(archive.open(name), encoding="ascii", newline="\n") as file:
        print(sum(len(line) for line in file))
with ThreadPoolExecutor(8) as pool:
    print({data == text.encode() for data in pool.map(archive.read, ["plain.txt", "packed.txt"] * 20)})

data = bytearray(buffer.getvalue())
place = data.find(b"line 1")
data[place] ^= 1
damaged = ZipFile(io.BytesIO(data))
told(damaged.testzip)
told(damaged.read, "plain.txt")
told(ZipFile, io.BytesIO(b"nothing"))
told(ZipFile, io.BytesIO(bytes(data[:-60])))
told(ZipFile, io.BytesIO(), "q")
told(ZipFile, io.BytesIO(), "w", 99)
told(ZipFile, "/nowhere/at.zip")
told(ZipInfo, "x", (1979, 1, 1, 0, 0, 0))
print(ZipInfo("a\0b"), ZipInfo(), repr(ZipFile(io.BytesIO(), "w"))[:40])
prefixed = io.BytesIO(b"#!/bin/sh\n" + buffer.getvalue())
print(ZipFile(prefixed).read("streamed"))


class Pipe:
    """A file that only goes forwards."""

    def __init__(self):
        self.parts = []

    def write(self, data):
        self.parts.append(bytes(data))
        return len(data)

    def flush(self):
        pass


pipe = Pipe()
with ZipFile(pipe, "w") as archive:
    add(archive, "a", "first")
    add(archive, "b", "second" * 10, compress_type=ZIP_DEFLATED)
archive = ZipFile(io.BytesIO(b"".join(pipe.parts)))
print([(info, info.flag_bits) for info in archive.infolist()], archive.read("b"))
large = io.BytesIO()
with ZipFile(large, "w") as archive:
    with archive.open("big", "w", force_zip64=True) as file:
        file.write(b"small")
print(ZipFile(large).getinfo("big"), ZipFile(large).read("big"), ZipFile(large).getinfo("big").extract_version)

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    os.makedirs("src/deep/empty")
    for name, content in (("src/a.txt", "a\n"), ("src/deep/b.txt", "b" * 100)):
        with open(name, "w") as file:
            file.write(content)
        os.chmod(name, 0o640)
        os.utime(name, (10 ** 9, 10 ** 9))
    for name in "src", "src/deep", "src/deep/empty":
        os.chmod(name, 0o755)
        os.utime(name, (10 ** 9, 10 ** 9))
    zipfile.main(["-c", "made.zip", "src"])
    zipfile.main(["-l", "made.zip"])
    zipfile.main(["--test", "made.zip"])
    zipfile.main(["-e", "made.zip", "out/put"])
    print(sorted(os.path.join(where, name) for where, dirs, names in os.walk("out") for name in dirs + names))
    with ZipFile("made.zip", "a", ZIP_STORED) as archive:
        print(archive)
        archive.write("src/a.txt", "/abs/../c.txt", ZIP_DEFLATED)
        add(archive, "../../escape", "kept inside")
        print(os.path.relpath(archive.extract("src/a.txt", "out")), archive.infolist()[0])
    print(archive, is_zipfile("made.zip"), is_zipfile("src/a.txt"), is_zipfile("none"))
    with ZipFile("made.zip") as archive:
        print(archive.namelist(), os.path.relpath(archive.extract("../../escape")))
        archive.extractall("some", ["c.txt"])
        print(os.listdir("some"), ZipInfo.from_file("src/a.txt", "x"), ZipInfo.from_file("src"))
    with ZipFile("src/a.txt", "a") as archive:
        add(archive, "behind", "text")
    print(ZipFile("src/a.txt").read("behind"), open("src/a.txt", "rb").read(2))
    told(ZipFile, "made.zip", "x")
    held = ZipFile("made.zip")
    member = held.open("src/a.txt")
    held.close()
    print(held.fp, member.read())
    member.close()

    with ZipFile("paths.zip", "w") as archive:
        for name in "top.txt", "a/b/c.tar.gz", "a/d.txt", "a/é/":
            add(archive, name, name)
    root = zipfile.Path("paths.zip")
    print(root, repr(root), sorted(map(str, root.iterdir())), root.is_dir(), root.exists(), root.name, root.stem)
    a = root / "a"
    c = a.joinpath("b", "c.tar.gz")
    print(a, [str(each) for each in a.iterdir()], c.read_text(), c.read_bytes(), c.name, c.stem, c.suffix, c.suffixes, c.parent,
          c.parent.parent.parent, c.is_file(), (a / "no").exists(), (root / "a" / "é").is_dir(), c == zipfile.Path(root.root, "a/b/c.tar.gz"))
    print(sorted(map(str, root.glob("**/*.txt"))), sorted(map(str, a.glob("*"))), sorted(map(str, root.rglob("*.gz"))))
    with c.open(encoding="ascii") as file:
        print(file.readlines())
    told((root / "none").read_text)
    told(a.read_text)
    told(c.iterdir)
    told(c.open, "rb", encoding="ascii")
    os.chdir("/")

# An archive whose password several threads look for.
locked = ZipFile(io.BytesIO(base64.b64decode("""
    UEsDBBQAAQAAAABgXVglzlrhKwAAAB8AAAAKAAAAc2VjcmV0LnR4dM60LGyQNFyB01JYABbt3KELUazk9le2KegY17e/x5T3fqdb4Jm+8wxz3P
    FQSwMEFAABAAgAAGBdWDblmnQdAAAALAEAAAYAAABwYWNrZWTOtCxskDRcgdNSWJX11KY17ASG507JbJw508Gj61BLAQIUAxQAAQAAAABgXVgl
    zlrhKwAAAB8AAAAKAAAAAAAAAAAAAACAAQAAAABzZWNyZXQudHh0UEsBAhQDFAABAAgAAGBdWDblmnQdAAAALAEAAAYAAAAAAAAAAAAAAIABUw
    AAAHBhY2tlZFBLBQYAAAAAAgACAGwAAACUAAAAAAA=
""")))


def fits(word):
    try:
        return word if locked.read("secret.txt", word.encode()) else None
    except (RuntimeError, BadZipFile, EOFError):
        return None


with ThreadPoolExecutor(4) as pool:
    print([word for word in pool.map(fits, [f"{animal}{digit}" for animal in ("lion", "tiger") for digit in range(10)]) if word])
for password in None, b"wrong", b"tiger6", "tiger7":
    told(locked.read, "secret.txt", password)
    told(locked.setpassword, password)
locked.setpassword(b"tiger7")
with locked.open("packed") as file:
    print(file.read(12), file.seek(-5, 2), file.read(), file.seek(10), file.read(5), locked.testzip(), locked.read("secret.txt"))
