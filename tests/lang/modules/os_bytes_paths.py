# Paths as bytes; names that are no UTF-8 come as lone surrogates.
import os
import tempfile

folder = tempfile.mkdtemp().encode()
name = folder + b"/a\xff"
with open(name, "w") as file:
    file.write("text")
    print(file.name == name)  # expect: True
print(os.listdir(folder), os.listdir(os.fsdecode(folder)), os.path.exists(name))  # expect: [b'a\xff'] ['a\udcff'] True
with open(os.fsdecode(name)) as file:
    print(file.read())  # expect: text
with os.scandir(folder) as entries:
    print([(entry.name, entry.path == name) for entry in entries])  # expect: [(b'a\xff', True)]
os.symlink(b"a\xff", folder + b"/link")
print(os.readlink(folder + b"/link"), sorted(os.listdir(folder)))  # expect: b'a\xff' [b'a\xff', b'link']
print([files for _, _, files in os.walk(folder)][0][0] in (b"a\xff", b"link"))  # expect: True
os.rename(name, folder + b"/b")
os.remove(folder + b"/b")
os.unlink(folder + b"/link")
os.mkdir(folder + b"/sub")
os.rmdir(folder + b"/sub")
os.rmdir(folder)
print(os.path.exists(folder))  # expect: False


def failing(function, *arguments):
    try:
        function(*arguments)
    except (OSError, TypeError, ValueError) as error:
        print(type(error).__name__, error, getattr(error, "filename2", None))


failing(os.rename, "/nowhere/a", "/nowhere/b")
# expect: FileNotFoundError [Errno 2] No such file or directory: '/nowhere/a' -> '/nowhere/b' /nowhere/b
failing(os.link, b"/nowhere/a", b"/nowhere/b")
# expect: FileNotFoundError [Errno 2] No such file or directory: b'/nowhere/a' -> b'/nowhere/b' b'/nowhere/b'
failing(os.stat, b"/nowhere")  # expect: FileNotFoundError [Errno 2] No such file or directory: b'/nowhere' None
failing(os.mkdir, 5)  # expect: TypeError mkdir: path should be string, bytes or os.PathLike, not int None
failing(os.link, "a", 5)  # expect: TypeError link: dst should be string, bytes or os.PathLike, not int None
failing(os.listdir, 1.5)
# expect: TypeError listdir: path should be string, bytes, os.PathLike, integer or None, not float None
failing(open, "a\0b")  # expect: ValueError embedded null byte None
failing(os.getenv, 5)  # expect: TypeError str expected, not int None
failing(os.putenv, "a=b", "c")  # expect: ValueError illegal environment variable name None
