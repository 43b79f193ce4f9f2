# The everyday part of os: what the operating system gives (posix), with names and helpers around it.

import _posix_files as _files
import posix
import posixpath as path
import stat as _st
import sys
from _struct_sequence import struct_sequence
from posixpath import _fspath as fspath, _status
from posix import (
    O_APPEND, O_CREAT, O_EXCL, O_NONBLOCK, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY, _exit, close,
    cpu_count, getcwd, getpid, getppid, kill, pipe, putenv, read, unsetenv, urandom, write,
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
), ("st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"))


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

    # dict's own methods would change only the dict.

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, other=(), /, **more):
        for key, value in dict(other, **more).items():
            self[key] = value

    def __ior__(self, other):
        self.update(other)
        return self

    def pop(self, key, *default):
        if key in self:
            unsetenv(key)
        return super().pop(key, *default)

    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def copy(self):
        return dict(self)

    def __repr__(self):
        return f"environ({super().__repr__()})"


environ = _Environ(posix.environ)


def getenv(key, default=None):
    if not isinstance(key, str):
        raise TypeError("str expected, not %s" % type(key).__name__)
    return environ.get(key, default)


# The numbers of Linux.
sysconf_names = {"SC_ARG_MAX": 0, "SC_CHILD_MAX": 1, "SC_CLK_TCK": 2, "SC_NGROUPS_MAX": 3, "SC_OPEN_MAX": 4,
                 "SC_PAGESIZE": 30, "SC_PAGE_SIZE": 30, "SC_SEM_NSEMS_MAX": 32, "SC_IOV_MAX": 60,
                 "SC_GETPW_R_SIZE_MAX": 70, "SC_LOGIN_NAME_MAX": 71, "SC_THREAD_STACK_MIN": 75,
                 "SC_NPROCESSORS_CONF": 83, "SC_NPROCESSORS_ONLN": 84, "SC_PHYS_PAGES": 85,
                 "SC_AVPHYS_PAGES": 86}


def sysconf(name):
    """A limit or a property of the system; -1 if it has none."""
    if isinstance(name, str):
        if name not in sysconf_names:
            raise ValueError("unrecognized configuration name")
        name = sysconf_names[name]
    if not isinstance(name, int):
        raise TypeError("configuration names must be strings or integers")
    return posix._sysconf(name)


def process_cpu_count():
    return posix._usable_cpus()


def _refuse(*fds, follows=True):
    """Says what is not there: paths relative to an open folder, and leaving links alone."""
    if any(fd is not None for fd in fds):
        raise NotImplementedError("dir_fd unavailable on this platform")
    if not follows:
        raise NotImplementedError("follow_symlinks unavailable on this platform")


def stat(path, *, dir_fd=None, follow_symlinks=True):
    """What the system knows of a file."""
    _refuse(dir_fd)
    return stat_result(_status(path, follow_symlinks))


def lstat(path, *, dir_fd=None):
    """The same of a link itself."""
    return stat(path, dir_fd=dir_fd, follow_symlinks=False)


def fstat(fd):
    """The same of an open file."""
    return stat(fd)


def fsencode(filename):
    """A path as bytes."""
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def getcwdb():
    """The current directory as bytes."""
    return fsencode(getcwd())


def fsdecode(filename):
    """A path as a str."""
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def _path(path, function, parameter="path"):
    """A path argument as str or bytes, or a TypeError as CPython words it."""
    if isinstance(path, (str, bytes)) or hasattr(type(path), "__fspath__"):
        return fspath(path)
    raise TypeError(f"{function}: {parameter} should be string, bytes or os.PathLike, not {type(path).__name__}")


def chdir(path):
    """Change the current folder."""
    if isinstance(path, int):
        __getattr__("fchdir")(path)
    else:
        posix.chdir(_path(path, "chdir"))


def open(path, flags, mode=0o777, *, dir_fd=None):
    """Open a file: its descriptor."""
    _refuse(dir_fd)
    return posix.open(_path(path, "open"), flags, mode)


def listdir(path=None):
    """The names in a folder, without . and .."""
    if isinstance(path, int):
        return posix.listdir(f"/proc/self/fd/{path}")
    if path is not None and not isinstance(path, (str, bytes)) and not hasattr(type(path), "__fspath__"):
        raise TypeError("listdir: path should be string, bytes, os.PathLike, integer or None, not "
                        + type(path).__name__)
    return posix.listdir("." if path is None else fspath(path))


def mkdir(path, mode=0o777, *, dir_fd=None):
    """Make a folder."""
    _refuse(dir_fd)
    posix.mkdir(_path(path, "mkdir"), mode)


def rmdir(path, *, dir_fd=None):
    """Remove an empty folder."""
    _refuse(dir_fd)
    posix.rmdir(_path(path, "rmdir"))


def remove(path, *, dir_fd=None):
    """Remove a file."""
    _refuse(dir_fd)
    posix.unlink(_path(path, "remove"))


def unlink(path, *, dir_fd=None):
    """Remove a file."""
    _refuse(dir_fd)
    posix.unlink(_path(path, "unlink"))


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    """Give a file or folder another name; a file of that name is replaced."""
    _refuse(src_dir_fd, dst_dir_fd)
    posix.rename(_path(src, "rename", "src"), _path(dst, "rename", "dst"))


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    """The same as rename()."""
    _refuse(src_dir_fd, dst_dir_fd)
    posix.rename(_path(src, "replace", "src"), _path(dst, "replace", "dst"))


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    """Whether a path may be used so."""
    _refuse(dir_fd, follows=follow_symlinks)
    if effective_ids:
        raise NotImplementedError("access: effective_ids unavailable on this platform")
    return _files.access(_path(path, "access"), mode)


def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    """Makes dst a link to src."""
    _refuse(dir_fd)
    _files.symlink(_path(src, "symlink", "src"), _path(dst, "symlink", "dst"))


def link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True):
    """Gives a file a second name."""
    _refuse(src_dir_fd, dst_dir_fd)
    _files.link(_path(src, "link", "src"), _path(dst, "link", "dst"))


def readlink(path, *, dir_fd=None):
    """Where a link points to."""
    _refuse(dir_fd)
    return _files.readlink(_path(path, "readlink"))


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    """Changes permissions."""
    _refuse(dir_fd, follows=follow_symlinks)
    if isinstance(path, int):
        __getattr__("fchmod")(path, mode)
    else:
        _files.chmod(_path(path, "chmod"), mode)


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    """Sets the times of access and modification; now if none are given."""
    _refuse(dir_fd, follows=follow_symlinks)
    if times is not None and ns is not None:
        raise ValueError("utime: you may specify either 'times' or 'ns' but not both")
    if times is not None and not (isinstance(times, tuple) and len(times) == 2):
        raise TypeError("utime: 'times' must be either a tuple of two ints or None")
    if ns is not None and not (isinstance(ns, tuple) and len(ns) == 2):
        raise TypeError("utime: 'ns' must be a tuple of two ints")
    if ns is None:
        import time
        ns = (time.time_ns(),) * 2 if times is None else tuple(int(second * 1e9) for second in times)
    _files.utime(_path(path, "utime"), *ns)


def lseek(fd, position, whence, /):
    """Moves in an open file."""
    return _files.lseek(fd, position, whence)


def dup(fd, /):
    """A second descriptor for an open file."""
    return _files.dup(fd)


def dup2(fd, fd2, inheritable=True):
    """Makes fd2 a descriptor for the file of fd."""
    return _files.dup2(fd, fd2, inheritable)


def ftruncate(fd, length):
    """Cuts an open file."""
    _files.ftruncate(fd, length)


def truncate(path, length):
    """Cuts a file."""
    if isinstance(path, int):
        return ftruncate(path, length)
    fd = open(fspath(path), O_WRONLY)
    try:
        _files.ftruncate(fd, length)
    finally:
        close(fd)


def fdopen(fd, *args, **kwargs):
    """A file object for a descriptor."""
    import io
    return io.open(fd, *args, **kwargs)


fsync, isatty = _files.fsync, _files.isatty
set_blocking = _files.set_blocking
get_inheritable, set_inheritable = _files.get_inheritable, _files.set_inheritable
getuid, geteuid, getgid, getegid = _files.getuid, _files.geteuid, _files.getgid, _files.getegid
umask, strerror = _files.umask, _files.strerror
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
EX_OK = 0
WNOHANG, WUNTRACED = 1, 2
supports_bytes_environ = True
supports_dir_fd, supports_effective_ids = set(), set()
supports_follow_symlinks = {stat}

uname_result = struct_sequence("os", "uname_result", ("sysname", "nodename", "release", "version", "machine"))
terminal_size = struct_sequence("os", "terminal_size", ("columns", "lines"))


def uname():
    """The names of the system and the machine."""
    return uname_result(_files.uname())


def get_terminal_size(fd=1, /):
    """The size of a terminal in characters."""
    return terminal_size(_files.terminal_size(fd))


def waitpid(pid, options, /):
    """Waits for a child process: (pid, status)."""
    return _files.waitpid(pid, options)


def wait():
    """Waits for any child process: (pid, status)."""
    return waitpid(-1, 0)


def waitstatus_to_exitcode(status):
    """The exit status; the negative number of the signal that ended the process."""
    return -(status & 127) if status & 127 else status >> 8


def __getattr__(name):
    """What few programs need is made when it is first asked for."""
    import _os_more
    if name not in _os_more.__all__:
        raise AttributeError(f"module 'os' has no attribute {name!r}")
    value = globals()[name] = getattr(_os_more, name)
    return value


def __dir__():
    import _os_more
    return sorted({*globals(), *_os_more.__all__} - {"__getattr__", "__dir__"})


def WIFEXITED(status): return status & 127 == 0
def WEXITSTATUS(status): return status >> 8 & 255
def WIFSIGNALED(status): return 0 < status & 127 < 127
def WTERMSIG(status): return status & 127


def system(command):
    """Runs a command in a shell; its status."""
    from _posix_spawn import spawn
    pid = spawn(("/bin/sh", "-c", fsdecode(command)), None, None, (-1, -1, -1), None, False, False, -1, -1, None)
    return waitpid(pid, 0)[1]


_fork_hooks = {"before": [], "after_in_parent": [], "after_in_child": []}


def register_at_fork(**hooks):
    """Have functions called before fork() and after it: before, after_in_parent, after_in_child."""
    if not hooks:
        raise TypeError("At least one argument is required.")
    for name, hook in hooks.items():
        if name not in _fork_hooks:
            raise TypeError(f"register_at_fork() got an unexpected keyword argument '{name}'")
        if not callable(hook):
            raise TypeError(f"'{name}' must be callable, not {type(hook).__name__}")
    for name, hook in hooks.items():
        _fork_hooks[name].append(hook)


def _call_fork_hooks(hooks):
    for hook in hooks:
        try:
            hook()
        except BaseException as error:
            _unraisable(error, hook)


def _unraisable(error, where):
    sys.unraisablehook(sys.UnraisableHookArgs((type(error), error, error.__traceback__, None, where)))


def fork():
    """Copies the process: 0 in the child, the child's number in the parent.

    The child has one thread, the one that called this.
    """
    import _fork
    import threading
    _call_fork_hooks(reversed(_fork_hooks["before"]))
    try:
        pid = _fork.fork()
    except OSError:
        _call_fork_hooks(_fork_hooks["after_in_parent"])
        raise
    if pid == 0:
        threading._after_fork()
        _call_fork_hooks(_fork_hooks["after_in_child"])
        return 0
    _call_fork_hooks(_fork_hooks["after_in_parent"])
    if len(threading._active) + len(threading._limbo) > 1:
        import warnings
        try:
            warnings.warn(f"This process (pid={getpid()}) is multi-threaded, use of fork() may lead to deadlocks in "
                          "the child.", DeprecationWarning, stacklevel=2)
        except DeprecationWarning:
            pass  # warnings are to be errors; but there is a child, whose number must not be lost
    return pid


def abort():
    """Ends the process at once, with SIGABRT."""
    kill(getpid(), 6)


def getlogin():
    """The name of the user."""
    return environ.get("LOGNAME") or environ.get("USER") or "root"


def get_exec_path(env=None):
    """The folders programs are looked for in."""
    env = environ if env is None else env
    if b"PATH" in env and "PATH" in env:
        raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
    folders = env.get(b"PATH") or env.get("PATH")
    return ["/bin", "/usr/bin"] if folders is None else fsdecode(folders).split(pathsep)


def getenvb(key, default=None):
    """An environment variable in bytes."""
    value = environ.get(fsdecode(key))
    return default if value is None else fsencode(value)


class DirEntry:
    """One entry of scandir()."""

    __slots__ = ("name", "path", "_status")

    def __init__(self, name, path):
        self.name = name
        self.path = path
        self._status = {}

    def stat(self, *, follow_symlinks=True):
        if follow_symlinks not in self._status:
            self._status[follow_symlinks] = stat(self.path, follow_symlinks=follow_symlinks)
        return self._status[follow_symlinks]

    def _is(self, test, follow_symlinks=True):
        try:
            return test(self.stat(follow_symlinks=follow_symlinks).st_mode)
        except OSError:
            return False

    def is_dir(self, *, follow_symlinks=True):
        return self._is(_st.S_ISDIR, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is(_st.S_ISREG, follow_symlinks)

    def is_symlink(self):
        return self._is(_st.S_ISLNK, False)

    def is_junction(self):
        """Whether it is a junction: Windows has them."""
        return False

    def inode(self):
        return self.stat(follow_symlinks=False).st_ino

    def __fspath__(self):
        return self.path

    def __reduce__(self):
        raise TypeError("cannot pickle 'posix.DirEntry' object")

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Scan:
    """What scandir() gives: an iterator that can be closed."""

    def __init__(self, folder):
        self._entries = iter([DirEntry(name, path.join(folder, name)) for name in listdir(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def scandir(path="."):
    """An iterator over the entries of a folder."""
    return _Scan(fspath(path))


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass  # another program has made it meanwhile
        if tail == (curdir if isinstance(tail, str) else b"."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Removes a folder and those around it that are empty then."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Yields (folder, folders in it, files in it) for a folder and all below it."""
    top = fspath(top)
    folders, files = [], []
    try:
        entries = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    for entry in entries:
        (folders if path.isdir(path.join(top, entry)) else files).append(entry)
    if topdown:
        yield top, folders, files
    for folder in folders:
        below = path.join(top, folder)
        if followlinks or not path.islink(below):
            yield from walk(below, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files
