# What few programs need of os; os makes it on first use (os.__getattr__).

import _posix_files
import _posix_more
import _spawn_actions
import os
from _posix_more import *
from _posix_spawn import execve as _execve, spawn as _spawn
from _struct_sequence import struct_sequence
from abc import ABC, abstractmethod
from collections.abc import MutableMapping
from os import _path, environ, fsdecode, fspath, waitpid
from types import GenericAlias

_functions = [
    "popen", "execv", "execve", "execl", "execle", "execlp", "execlpe", "execvp", "execvpe", "spawnv", "spawnve",
    "spawnl", "spawnle", "spawnvp", "spawnvpe", "spawnlp", "spawnlpe", "P_WAIT", "P_NOWAIT", "P_NOWAITO",
    "posix_spawn", "posix_spawnp", "POSIX_SPAWN_OPEN", "POSIX_SPAWN_CLOSE", "POSIX_SPAWN_DUP2",
    "POSIX_SPAWN_CLOSEFROM", "wait3", "wait4", "waitid", "pidfd_open", "waitid_result", "initgroups",
    "WIFSTOPPED", "WSTOPSIG", "WIFCONTINUED", "WCOREDUMP", "setpgrp", "getgrouplist", "times", "times_result",
    "statvfs", "fstatvfs", "statvfs_result", "chown", "lchown", "fchown", "mkfifo", "mknod", "chroot", "renames",
    "fwalk", "closerange", "readv", "writev", "major", "minor", "makedev", "getrandom", "GRND_NONBLOCK",
    "GRND_RANDOM", "ctermid", "device_encoding", "environb", "sched_param", "sched_get_priority_max",
    "sched_get_priority_min", "pathconf", "fpathconf", "pathconf_names", "confstr_names", "defpath", "TMP_MAX",
    "NGROUPS_MAX", "PathLike", "sched_getaffinity", "sched_setaffinity", "supports_fd",
]
__all__ = _functions + [name for name in dir(_posix_more) if name[0] != "_" and name not in _functions]

# --- programs -------------------------------------------------------------------------------

P_WAIT, P_NOWAIT, P_NOWAITO = 0, 1, 1
POSIX_SPAWN_OPEN, POSIX_SPAWN_CLOSE, POSIX_SPAWN_DUP2, POSIX_SPAWN_CLOSEFROM = range(4)
defpath = "/bin:/usr/bin"


def _arguments(args, name):
    if not isinstance(args, (tuple, list)):
        raise TypeError(f"{name} must be a tuple or list")
    if not args:
        raise ValueError(f"{name} must not be empty")
    if not fspath(args[0]):
        raise ValueError(f"{name} first element cannot be empty")
    return tuple([fspath(argument) for argument in args])


def _environment(env, wanted="execve: environment must be a mapping object"):
    if not hasattr(env, "__getitem__"):
        raise TypeError(wanted)
    entries = []
    for key, value in zip(list(env.keys()), list(env.values())):
        key, value = fsdecode(key), fsdecode(value)
        if not key or "=" in key[1:]:
            raise ValueError("illegal environment variable name")
        entries.append(f"{key}={value}")
    return tuple(entries)


def execve(path, argv, env):
    """Become another program, with this environment."""
    _execve(_path(path, "execve"), _arguments(argv, "execve: argv"), _environment(env))


def execv(path, argv, /):
    """Become another program."""
    _execve(_path(path, "execv"), _arguments(argv, "execv() arg 2"), None)


def execl(file, *args):
    execv(file, args)


def execle(file, *args):
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    execvp(file, args)


def execlpe(file, *args):
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """Become a program that is looked for in PATH."""
    execvpe(file, args, None)


def execvpe(file, args, env):
    """The same, with this environment."""
    last = None
    for path in _candidates(file, env):
        try:
            if env is None:
                execv(path, args)
            else:
                execve(path, args, env)
        except (FileNotFoundError, NotADirectoryError) as error:
            last = last or error
        except OSError as error:
            last = error
    raise last


def _candidates(file, env):
    file = fsdecode(file)
    return [file] if "/" in file else [f"{folder}/{file}" for folder in os.get_exec_path(env)]


def _start(candidates, args, env):
    """Starts the first of these programs that is there: its pid."""
    last = None
    for path in candidates:
        try:
            # The program sees its own name as the first argument.
            return _spawn((fspath(path), *_arguments(args, "argv")[1:]), _environment(env), None, (-1, -1, -1), None,
                          False, False, -1, -1, None)
        except OSError as error:
            last = error
    raise last


def _spawn_and_wait(mode, candidates, args, env):
    if mode not in (P_WAIT, P_NOWAIT):
        raise ValueError("invalid mode")
    try:
        pid = _start(candidates, args, env)
    except OSError:
        if mode == P_WAIT:
            return 127
        raise
    return os.waitstatus_to_exitcode(waitpid(pid, 0)[1]) if mode == P_WAIT else pid


def spawnv(mode, file, args):
    """Run a program: with P_WAIT its exit code, else its pid."""
    return _spawn_and_wait(mode, [file], args, environ)


def spawnve(mode, file, args, env):
    return _spawn_and_wait(mode, [file], args, env)


def spawnvp(mode, file, args):
    return _spawn_and_wait(mode, _candidates(file, environ), args, environ)


def spawnvpe(mode, file, args, env):
    return _spawn_and_wait(mode, _candidates(file, env), args, env)


def spawnl(mode, file, *args):
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    return spawnvpe(mode, file, args[:-1], args[-1])


def _posix_spawn(searches, path, argv, env, *, file_actions=(), setpgroup=None, resetids=False, setsid=False,
                 setsigmask=None, setsigdef=None, scheduler=None):
    function = "posix_spawnp" if searches else "posix_spawn"
    if scheduler is not None:
        raise NotImplementedError(f"{function}: gilt sets no scheduler")
    try:
        actions = tuple(file_actions or ())
    except TypeError:
        raise TypeError("file_actions must be a sequence or None") from None
    if env is not None:
        env = _environment(env, f"{function}: environment must be a mapping object or None")
    return _spawn_actions.spawn(_path(path, function), _arguments(argv, f"{function}: argv"), env, searches, actions,
                                setpgroup, bool(resetids), bool(setsid), setsigmask, setsigdef)


def posix_spawn(path, argv, env, /, **attributes):
    """Start a program: its pid."""
    return _posix_spawn(False, path, argv, env, **attributes)


def posix_spawnp(path, argv, env, /, **attributes):
    """The same with a program that is looked for in PATH."""
    return _posix_spawn(True, path, argv, env, **attributes)


class _Pipe:
    """What popen() gives: a file whose close() waits for the command."""

    def __init__(self, stream, process):
        self._stream = stream
        self._process = process

    def close(self):
        self._stream.close()
        code = self._process.wait()
        return None if code == 0 else code << 8 if code > 0 else code

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def popen(cmd, mode="r", buffering=-1):
    """Run a command in a shell, with a file to read its output from or to write its input to."""
    import subprocess
    if not isinstance(cmd, str):
        raise TypeError("invalid cmd type (%s, expected string)" % type(cmd))
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    if mode == "r":
        process = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE, bufsize=buffering)
        return _Pipe(process.stdout, process)
    process = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE, bufsize=buffering)
    return _Pipe(process.stdin, process)


def _with_usage(pid, options):
    import resource
    pid, status = waitpid(pid, options)
    return pid, status, resource.getrusage(resource.RUSAGE_CHILDREN)


def wait3(options):
    """Waits for any child process: (pid, status, resources used)."""
    return _with_usage(-1, options)


def wait4(pid, options):
    """Waits for a child process: (pid, status, resources used)."""
    return _with_usage(pid, options)


waitid_result = struct_sequence("posix", "waitid_result", ("si_pid", "si_uid", "si_signo", "si_status", "si_code"))


def waitid(idtype, id, options, /):
    """Waits for something to happen to children: a waitid_result, None if WNOHANG was given and nothing did."""
    happened = _posix_files.waitid(idtype, id, options)
    return happened and waitid_result(happened)


def pidfd_open(pid, flags=0):
    """A descriptor that stands for a process, and is ready to be read when it ends."""
    return _posix_more._pidfd_open(pid, flags)


def initgroups(username, gid, /):
    """Be in the groups that a user is in, and in one more."""
    setgroups(getgrouplist(username, gid))


def WIFSTOPPED(status): return status & 255 == 127
def WSTOPSIG(status): return status >> 8 & 255
def WIFCONTINUED(status): return status == 0xFFFF
def WCOREDUMP(status): return status & 128 != 0


# --- owners, times --------------------------------------------------------------------------

def setpgrp():
    """Make this process the leader of a group of its own."""
    _posix_more.setpgid(0, 0)


def getgrouplist(user, group, /):
    """The groups a user is in, from /etc/group."""
    import grp
    groups = {group, *(entry.gr_gid for entry in grp.getgrall() if user in entry.gr_mem)}
    return sorted(groups)


times_result = struct_sequence("posix", "times_result", ("user", "system", "children_user", "children_system",
                                                         "elapsed"))


def times():
    """The time used by this process and by its children, in seconds."""
    *ticks, per_second = _posix_more.times()
    return times_result([tick / per_second for tick in ticks])


def sched_getaffinity(pid, /):
    """The CPUs that a process may run on; of this one for 0."""
    return set(_posix_more.sched_getaffinity(pid))


def sched_setaffinity(pid, mask, /):
    """Let a process run on these CPUs only."""
    cpus = tuple(mask)
    for cpu in cpus:
        if not isinstance(cpu, int):
            raise TypeError(f"expected an iterator of ints, but iterator yielded {type(cpu)!r}")
        if cpu < 0:
            raise ValueError("negative CPU number")
    _posix_more.sched_setaffinity(pid, cpus)


sched_param = struct_sequence("posix", "sched_param", ("sched_priority",))


def sched_get_priority_max(policy):
    return 99 if policy in (SCHED_FIFO, SCHED_RR) else 0


def sched_get_priority_min(policy):
    return 1 if policy in (SCHED_FIFO, SCHED_RR) else 0


# --- files ----------------------------------------------------------------------------------

statvfs_result = struct_sequence("os", "statvfs_result", (
    "f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag",
    "f_namemax",
), ("f_fsid",))


def statvfs(path):
    """What the system knows of the file system that a file is in."""
    return statvfs_result(_posix_more.statvfs(path if isinstance(path, int) else fspath(path)))


fstatvfs = statvfs


def chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True):
    """Give a file to another user and group; -1 leaves one as it is."""
    os._refuse(dir_fd)
    if isinstance(path, int):
        _posix_more.fchown(path, uid, gid)
    else:
        (_posix_more.chown if follow_symlinks else _posix_more.lchown)(_path(path, "chown"), uid, gid)


def lchown(path, uid, gid):
    """The same for a link itself."""
    _posix_more.lchown(_path(path, "lchown"), uid, gid)


def mkfifo(path, mode=0o666, *, dir_fd=None):
    """Make a named pipe."""
    os._refuse(dir_fd)
    _posix_more.mkfifo(_path(path, "mkfifo"), mode)


def mknod(path, mode=0o600, device=0, *, dir_fd=None):
    """Make a file or a named pipe; devices cannot be made."""
    import stat
    if stat.S_ISFIFO(mode):
        mkfifo(path, mode & 0o777, dir_fd=dir_fd)
    elif stat.S_IFMT(mode) in (0, stat.S_IFREG):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode & 0o777))
    else:
        raise NotImplementedError("mknod: device files are not supported")


def chroot(path):
    """Make a folder the root of all paths."""
    _posix_more.chroot(_path(path, "chroot"))


def renames(old, new):
    """rename() that makes the folders of the new name, and removes those that became empty."""
    head, tail = os.path.split(new)
    if head and tail and not os.path.exists(head):
        os.makedirs(head)
    os.rename(old, new)
    head, tail = os.path.split(old)
    if head and tail:
        try:
            os.removedirs(head)
        except OSError:
            pass


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """walk() that also gives a descriptor of each folder."""
    os._refuse(dir_fd)
    for folder, folders, files in os.walk(top, topdown, onerror, follow_symlinks):
        fd = os.open(folder, os.O_RDONLY)
        try:
            yield folder, folders, files, fd
        finally:
            os.close(fd)


def closerange(fd_low, fd_high, /):
    """Close all descriptors from fd_low up to fd_high, which stays open."""
    for fd in range(fd_low, min(fd_high, os.sysconf("SC_OPEN_MAX"))):
        try:
            os.close(fd)
        except OSError:
            pass


def readv(fd, buffers, /):
    """Read into several buffers: how many bytes."""
    views = [memoryview(buffer).cast("B") for buffer in buffers]
    data = os.read(fd, sum(map(len, views)))
    done = 0
    for view in views:
        part = data[done:done + len(view)]
        view[:len(part)] = part
        done += len(part)
    return len(data)


def writev(fd, buffers, /):
    """Write several buffers: how many bytes."""
    return os.write(fd, b"".join([bytes(buffer) for buffer in buffers]))


def major(device, /):
    return device >> 8 & 0xFFF | device >> 32 & ~0xFFF


def minor(device, /):
    return device & 0xFF | device >> 12 & ~0xFF


def makedev(major, minor, /):
    return minor & 0xFF | (major & 0xFFF) << 8 | (minor & ~0xFF) << 12 | (major & ~0xFFF) << 32


GRND_NONBLOCK, GRND_RANDOM = 1, 2
TMP_MAX, NGROUPS_MAX = 238328, 65536


def getrandom(size, flags=0):
    """Random bytes."""
    return os.urandom(size)


def ctermid():
    """The file of the terminal of this process."""
    return "/dev/tty"


def device_encoding(fd):
    """The encoding of a terminal; None of any other file."""
    return "UTF-8" if os.isatty(fd) else None


confstr_names = {}
pathconf_names = {"PC_LINK_MAX": 0, "PC_MAX_CANON": 1, "PC_MAX_INPUT": 2, "PC_NAME_MAX": 3, "PC_PATH_MAX": 4,
                  "PC_PIPE_BUF": 5}


def pathconf(path, name):
    """A limit of the file system that a file is in."""
    if isinstance(name, str):
        if name not in pathconf_names:
            raise ValueError("unrecognized configuration name")
        name = pathconf_names[name]
    if name == 3:
        return statvfs(path).f_namemax
    os.stat(path)
    return {0: 127, 1: 255, 2: 255, 4: 4096, 5: 4096}.get(name, -1)


fpathconf = pathconf


def _text(item):
    if not isinstance(item, bytes):
        raise TypeError("bytes expected, not %s" % type(item).__name__)
    return fsdecode(item)


class PathLike(ABC):
    """What has __fspath__."""

    __slots__ = ()
    __module__ = "os"

    @abstractmethod
    def __fspath__(self):
        """The path as a str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, other):
        if cls is not PathLike:
            return NotImplemented
        for base in other.__mro__:
            if "__fspath__" in base.__dict__:
                return base.__dict__["__fspath__"] is not None or NotImplemented
        return NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


class _EnvironmentOfBytes(MutableMapping):
    """os.environ with keys and values in bytes."""

    def __getitem__(self, key):
        try:
            return os.fsencode(environ[_text(key)])
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        environ[_text(key)] = _text(value)

    def __delitem__(self, key):
        try:
            del environ[_text(key)]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        return iter([os.fsencode(key) for key in environ])

    def __len__(self):
        return len(environ)

    def copy(self):
        return dict(self)

    def __repr__(self):
        return f"environ({dict(self)})"


environb = _EnvironmentOfBytes()
# The functions that take an open descriptor for a path.
supports_fd = {os.chdir, os.chmod, chown, execve, os.listdir, pathconf, os.stat, statvfs, os.truncate}
