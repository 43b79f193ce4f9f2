# os: times of files as whole numbers and as floats, descriptors for paths, objects for paths, CPUs.
import os
import pickle
import stat
import tempfile


class Named:
    def __init__(self, value):
        self.value = value

    def __fspath__(self):
        return self.value


class Refusing:
    __fspath__ = None


class Unfinished(os.PathLike):
    pass


def attempt(function):
    try:
        print(function())
    except (OSError, TypeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file")
    with open(path, "w") as stream:
        stream.write("abc")
    os.utime(path, (1.5, 2.25))
    status = os.stat(path)
    print(status[7:9], status[stat.ST_MTIME], status.st_mtime, status.st_atime_ns, type(status[9]).__name__)
    print(len(status), status.n_fields, os.path.getmtime(path), os.path.getctime(path) == status.st_ctime)
    print("st_atime=1, st_mtime=2," in repr(status), pickle.loads(pickle.dumps(status)).st_mtime)
    short = os.stat_result(range(10))
    print(short.st_mtime, short[8], short.st_blocks, os.stat_result(range(19)).st_mtime)

    fd = os.open(path, os.O_RDWR)
    os.truncate(fd, 2)
    os.chmod(fd, 0o640)
    print(oct(os.stat(fd).st_mode), os.stat(fd).st_size)
    other = os.dup(fd)
    print(os.get_inheritable(os.dup2(fd, other)), os.get_inheritable(os.dup2(fd, other, inheritable=False)))
    attempt(lambda: os.dup2(fd, fd, False))
    print(os.chmod in os.supports_fd, os.mkdir in os.supports_fd)
    os.close(other)
    os.makedirs(os.path.join(folder, "deep", "deeper", "."))
    os.makedirs(os.path.join(folder, "deep", "deeper", "."), exist_ok=True)
    print(sorted((entry.name, entry.is_dir(), entry.is_junction()) for entry in os.scandir(folder)))
    attempt(lambda: pickle.dumps(next(os.scandir(folder))))

    for wrong in (Named(fd), Refusing(), 1.5):
        attempt(lambda: os.fspath(wrong))
        attempt(lambda: open(wrong))
    for times in ({"times": [1, 2]}, {"times": (1,)}, {"ns": (1, 2, 3)}, {"times": (1, 2), "ns": (1, 2)}):
        attempt(lambda: os.utime(path, **times))
    print(os.stat(fd).st_size)
    os.close(fd)

print(os.PathLike[str], isinstance(Named(1), os.PathLike), issubclass(Refusing, os.PathLike), issubclass(str, os.PathLike))
attempt(Unfinished)
attempt(lambda: os.spawnv(os.P_WAIT, Named("/bin/true"), ["true"]))
attempt(lambda: os.execvpe("no-such-program", ["x"], None))
attempt(lambda: os.unsetenv("A=B"))
attempt(lambda: os.get_exec_path({"PATH": "a", b"PATH": b"b"}))
print(os.get_exec_path({b"PATH": b"a:b"}), os.get_exec_path({}))
print(stat.S_ISDOOR(0o140000), stat.S_IFWHT, stat.filemode(0o160777))

print(len(os.sched_getaffinity(0)) == os.process_cpu_count())
for mask in ([-1], ["a"], [], 3):
    attempt(lambda: os.sched_setaffinity(0, mask))
one = {min(os.sched_getaffinity(0))}
os.sched_setaffinity(0, one)
print(os.sched_getaffinity(os.getpid()) == one, os.process_cpu_count())
