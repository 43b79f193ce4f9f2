"""Files and folders for a while."""

import functools
import io
import os
import random
import shutil
import types
import warnings
import weakref

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp",
           "mkdtemp", "mktemp", "TMP_MAX", "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb"]

tempdir = None
template = "tmp"
TMP_MAX = 238328  # names are tried; the C library's limit
_random = random.Random()
_letters = "abcdefghijklmnopqrstuvwxyz0123456789_"
os.register_at_fork(after_in_child=_random.seed)  # its names are others than its parent's


def gettempprefix():
    """What the names begin with."""
    return os.fsdecode(template)


def gettempprefixb():
    """The same as bytes."""
    return os.fsencode(template)


def _find_folder():
    candidates = [os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")] + ["/tmp", "/var/tmp", "/usr/tmp"]
    candidates.append(os.getcwd())
    for folder in candidates:
        if folder and os.path.isdir(folder) and os.access(folder, os.W_OK):
            return os.path.abspath(folder)
    raise FileNotFoundError(2, f"No usable temporary directory found in {list(filter(None, candidates))}")


def gettempdir():
    """The folder for such files: TMPDIR, TEMP, TMP, or the system's."""
    global tempdir
    if tempdir is None:
        tempdir = _find_folder()
    return os.fsdecode(tempdir)


def gettempdirb():
    """The same as bytes."""
    return os.fsencode(gettempdir())


def _are_bytes(parts):
    """Whether the parts of a name are bytes; without any, and with `tempdir` set, as that is."""
    given = [os.fspath(part) for part in parts if part is not None]
    kinds = {isinstance(part, bytes) for part in given}
    if len(kinds) > 1:
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    return kinds.pop() if kinds else isinstance(tempdir, bytes)


def _names(suffix, prefix, dir):
    """Names to be tried, str or bytes as what is given."""
    convert = os.fsencode if _are_bytes((suffix, prefix, dir)) else os.fsdecode
    prefix = template if prefix is None else prefix
    dir = gettempdir() if dir is None else dir
    for _ in range(TMP_MAX):
        middle = "".join(_random.choices(_letters, k=8))
        yield os.path.abspath(os.path.join(convert(dir), convert(prefix) + convert(middle) + convert(suffix or "")))
    raise FileExistsError(17, "No usable temporary file name found")


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Makes and opens a file: (descriptor, path)."""
    for name in _names(suffix, prefix, dir):
        try:
            return os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600), name
        except FileExistsError:
            continue


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Makes a folder; its path."""
    for name in _names(suffix, prefix, dir):
        try:
            os.mkdir(name, 0o700)
            return name
        except FileExistsError:
            continue


def mktemp(suffix="", prefix=template, dir=None):
    """A name that nobody has now."""
    for name in _names(suffix, prefix, dir):
        if not os.path.lexists(name):
            return name


class _TemporaryFileWrapper:
    """A file that is removed when it is closed."""

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._delete_on_close = delete_on_close
        self._finalizer = weakref.finalize(self, _remove, file, name) if delete else None

    def __getattr__(self, name):
        found = getattr(self.file, name)
        if not callable(found):
            return found

        @functools.wraps(found)
        def method(*args, **kwargs):
            return found(*args, **kwargs)
        method._keeps = self  # the file stays as long as somebody has its method
        return method

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *exc_info):
        result = self.file.__exit__(*exc_info)
        if self._finalizer is not None:
            self._finalizer()
        return result

    def __iter__(self):
        yield from self.file  # and holds this meanwhile

    def close(self):
        self.file.close()
        if self._finalizer is not None and self._delete_on_close:
            self._finalizer()


def _remove(file, name):
    file.close()
    try:
        os.unlink(name)
    except FileNotFoundError:
        pass


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None, delete_on_close=True):
    """A file with a name, removed when it is closed."""
    fd, name = mkstemp(suffix, prefix, dir)
    try:
        file = _opened(fd, mode, buffering, encoding, errors, newline)
    except BaseException:
        os.unlink(name)
        raise
    return _TemporaryFileWrapper(file, name, delete, delete_on_close)


def _opened(fd, *settings):
    """A file for the descriptor, which is closed if there is none."""
    try:
        return io.open(fd, *settings)
    except BaseException:
        os.close(fd)
        raise


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    """A file without a name."""
    fd, name = mkstemp(suffix, prefix, dir)
    os.unlink(name)
    return _opened(fd, mode, buffering, encoding, errors, newline)


class SpooledTemporaryFile(io.IOBase):
    """A file in memory until it is larger than max_size."""

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                 dir=None, *, errors=None):
        self._file = io.BytesIO()
        if "b" not in mode:
            self._file = io.TextIOWrapper(self._file, encoding=encoding, errors=errors, newline=newline)
        self._max_size = max_size
        self._rolled = False
        self._arguments = {"mode": mode, "buffering": buffering, "encoding": encoding, "newline": newline,
                           "suffix": suffix, "prefix": prefix, "dir": dir, "errors": errors}

    __class_getitem__ = classmethod(types.GenericAlias)

    def rollover(self):
        """Goes on in a real file."""
        if self._rolled:
            return
        memory, file = self._file, TemporaryFile(**self._arguments)
        position = memory.tell()
        if "b" in self._arguments["mode"]:
            file.write(memory.getvalue())
        else:
            memory.flush()
            file.buffer.write(memory.buffer.getvalue())
        file.seek(position)
        self._file, self._rolled = file, True

    def _check(self):
        if not self._rolled and self._max_size and self._file.tell() > self._max_size:
            self.rollover()

    def write(self, data):
        count = self._file.write(data)
        self._check()
        return count

    def writelines(self, lines):
        self._file.writelines(lines)
        self._check()

    def truncate(self, size=None):
        if size is not None and size > self._max_size:
            self.rollover()
        return self._file.truncate(size)

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    @property
    def mode(self):
        """As the file was asked for, or as it is."""
        return self._file.mode if self._rolled else self._arguments["mode"]

    @property
    def name(self):
        """None while it has no file."""
        return self._file.name if self._rolled else None

    @property
    def closed(self):
        return self._file.closed

    def close(self):
        self._file.close()

    def __getattr__(self, name):
        if name == "_file":
            raise AttributeError(name)  # it has not been made
        return getattr(self._file, name)

    def __iter__(self):
        return iter(self._file)

    def __enter__(self):
        if self.closed:
            raise ValueError("Cannot enter context with closed file")
        return self


for _name in ("detach", "flush", "isatty", "read", "read1", "readable", "readinto", "readinto1", "readline",
              "readlines", "seek", "seekable", "tell", "writable"):
    def _pass_on(self, *args, _name=_name):
        return getattr(self._file, _name)(*args)
    _pass_on.__name__ = _name
    setattr(SpooledTemporaryFile, _name, _pass_on)
del _name, _pass_on


class TemporaryDirectory:
    """A folder that is removed, with all that is in it, at the end of the block."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._delete = delete
        self._ignore = ignore_cleanup_errors
        self._finalizer = None
        if delete:
            told = f"Implicitly cleaning up {self!r}"
            self._finalizer = weakref.finalize(self, self._forgotten, self.name, ignore_cleanup_errors, told)

    @staticmethod
    def _forgotten(name, ignore, told):
        shutil.rmtree(name, ignore)
        warnings.warn(told, ResourceWarning, stacklevel=2)

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"

    __class_getitem__ = classmethod(types.GenericAlias)

    def __enter__(self):
        return self.name

    def __exit__(self, *exc_info):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        """Removes the folder."""
        if (self._finalizer is None or self._finalizer.detach()) or os.path.exists(self.name):
            shutil.rmtree(self.name, self._ignore)
