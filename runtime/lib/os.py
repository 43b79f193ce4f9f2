# The everyday part of os: what the operating system gives (posix), with names and helpers around it.

import posix
import posixpath as path
import sys
from _struct_sequence import struct_sequence
from posix import (
    O_APPEND, O_CREAT, O_EXCL, O_NONBLOCK, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY, _exit, chdir, close,
    cpu_count, getcwd, getpid, getppid, kill, open, pipe, putenv, read, unsetenv, urandom, write,
)

sys.modules["os.path"] = path

name = "posix"
sep = "/"
altsep = None
curdir = "."
pardir = ".."
extsep = "."
pathsep = ":"
linesep = "\n"
devnull = "/dev/null"
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
error = OSError

stat_result = struct_sequence("os", "stat_result", (
    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime",
    "st_ctime",
))


class _Environ(dict):
    """The environment: what is set here is seen by child processes."""

    def __setitem__(self, key, value):
        for item in (key, value):
            if not isinstance(item, str):
                raise TypeError("str expected, not %s" % type(item).__name__)
        putenv(key, value)
        super().__setitem__(key, value)

    def __delitem__(self, key):
        super().__delitem__(key)
        unsetenv(key)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key, *default):
        if key in self:
            unsetenv(key)
        return super().pop(key, *default)

    def copy(self):
        return dict(self)


environ = _Environ(posix.environ)


def getenv(key, default=None):
    return environ.get(key, default)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    try:
        convert = type(path).__fspath__
    except AttributeError:
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__) from None
    return convert(path)


def process_cpu_count():
    return posix._usable_cpus()


def sched_getaffinity(pid):
    return set(range(posix._usable_cpus()))


def stat(path, *, follow_symlinks=True):
    return stat_result(posix._stat(fspath(path)))


def listdir(path="."):
    return posix.listdir(fspath(path))


def mkdir(path, mode=0o777):
    posix.mkdir(fspath(path), mode)


def rmdir(path):
    posix.rmdir(fspath(path))


def remove(path):
    posix.unlink(fspath(path))


unlink = remove


def rename(src, dst):
    posix.rename(fspath(src), fspath(dst))


replace = rename


def access(target, mode):
    return path.exists(target)


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        makedirs(head, exist_ok=exist_ok)
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def walk(top):
    """Returns a list of (folder, folders in it, files in it), from the top down."""
    folders = []
    files = []
    for entry in sorted(listdir(top)):
        (folders if path.isdir(path.join(top, entry)) else files).append(entry)
    result = [(top, folders, files)]
    for folder in folders:
        result += walk(path.join(top, folder))
    return result
