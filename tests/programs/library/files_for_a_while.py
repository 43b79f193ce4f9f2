# tempfile: bytes as names, files in memory that become real ones, and what is removed when.
import io
import os
import tempfile
import warnings

home = tempfile.mkdtemp()
tempfile.tempdir = home
print(tempfile.gettempdirb() == os.fsencode(home), tempfile.gettempprefixb(), tempfile.TMP_MAX)
fd, name = tempfile.mkstemp(b"end", b"begin")
print(type(name).__name__, os.path.basename(name)[:5], name[-3:])
os.close(fd)
os.unlink(name)
name = tempfile.mkdtemp(dir=os.fsencode(home))
print(type(name).__name__, oct(os.stat(name).st_mode & 0o777))
os.rmdir(name)
for call in (lambda: tempfile.mkstemp("a", b"b"), lambda: tempfile.mkdtemp(dir=home + "/none"),
             lambda: tempfile.NamedTemporaryFile("no mode"), lambda: tempfile.TemporaryFile("w", encoding="none")):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, str(error).split(":")[0])
print(os.listdir(home))

# A file lives as long as somebody reads from it or has one of its methods.
def lines():
    file = tempfile.NamedTemporaryFile("w+")
    file.write("one\ntwo\n")
    file.seek(0)
    return iter(file)


print(list(lines()))
write = tempfile.NamedTemporaryFile().write
print(write(b"abc"), len(os.listdir(home)))
del write
print(os.listdir(home))

# In memory, and then not.
with tempfile.SpooledTemporaryFile(10) as spooled:
    print(isinstance(spooled, io.IOBase), spooled.mode, spooled.name, spooled.readable(), spooled.seekable())
    spooled.writelines([b"12345", b"678\n"])
    print(spooled._rolled, spooled.tell(), spooled.seek(0), spooled.read1(3), spooled.readlines())
    spooled.write(b"more\n")
    print(spooled._rolled, spooled.mode, spooled.seek(0), list(spooled), type(spooled.name).__name__)
print(spooled.closed)
try:
    with spooled:
        pass
except ValueError as error:
    print(error)
with tempfile.SpooledTemporaryFile(5, "w+", encoding="utf-8", newline="") as spooled:
    spooled.write("\u00e4\n")
    print(spooled.encoding, spooled.errors, spooled.mode, spooled.tell(), spooled._rolled)
    spooled.write("and more")
    print(spooled._rolled, spooled.seek(0), spooled.read().encode())
with tempfile.SpooledTemporaryFile(5) as spooled:
    print(spooled.truncate(3), spooled._rolled, spooled.truncate(6), spooled._rolled)

# A folder that is forgotten.
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    folder = tempfile.TemporaryDirectory()
    text = repr(folder)
    del folder
print([str(warning.message) == f"Implicitly cleaning up {text}" for warning in caught], os.listdir(home))
print(tempfile.TemporaryDirectory[str], tempfile.SpooledTemporaryFile[bytes])

# Names of a child are its own.
its_own, end = os.pipe()
if os.fork() == 0:
    os.write(end, tempfile.mktemp().encode())
    os._exit(0)
print(tempfile.mktemp() != os.read(its_own, 100).decode())
os.wait()
os.rmdir(home)
