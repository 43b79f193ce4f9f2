"""Files and folders for a while."""

import io
import os
import random
import shutil
import weakref

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp",
           "mkdtemp", "mktemp", "gettempdir", "gettempprefix", "tempdir"]

tempdir = None
template = "tmp"
_random = random.Random()
_letters = "abcdefghijklmnopqrstuvwxyz0123456789_"


def gettempprefix():
    """What the names begin with."""
    return template


def gettempdir():
    """The folder for such files: TMPDIR, TEMP, TMP, or the system's."""
    global tempdir
    if tempdir is None:
        candidates = [os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")] + ["/tmp", "/var/tmp", os.getcwd()]
        for folder in candidates:
            if folder and os.path.isdir(folder) and os.access(folder, os.W_OK):
                tempdir = os.path.abspath(folder)
                break
        else:
            raise FileNotFoundError(2, "No usable temporary directory found")
    return tempdir


def _names(suffix, prefix, dir):
    prefix = template if prefix is None else prefix
    dir = gettempdir() if dir is None else os.fspath(dir)
    while True:
        middle = "".join(_random.choices(_letters, k=8))
        yield os.path.abspath(os.path.join(dir, f"{prefix}{middle}{suffix or ''}"))


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Makes and opens a file: (descriptor, path)."""
    for name in _names(suffix, prefix, dir):
        try:
            return os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), name
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
        return getattr(self.file, name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *exc_info):
        self.file.__exit__(*exc_info)
        if self._finalizer is not None:
            self._finalizer()

    def __iter__(self):
        return iter(self.file)

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
    file = io.open(fd, mode, buffering, encoding, errors, newline)
    return _TemporaryFileWrapper(file, name, delete, delete_on_close)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    """A file without a name."""
    fd, name = mkstemp(suffix, prefix, dir)
    os.unlink(name)
    return io.open(fd, mode, buffering, encoding, errors, newline)


class SpooledTemporaryFile:
    """A file in memory until it is larger than max_size."""

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                 dir=None, *, errors=None):
        self._file = io.BytesIO() if "b" in mode else io.StringIO()
        self._max_size = max_size
        self._rolled = False
        self._arguments = mode, buffering, encoding, newline, suffix, prefix, dir

    def rollover(self):
        """Goes on in a real file."""
        if not self._rolled:
            file = TemporaryFile(*self._arguments)
            position = self._file.tell()
            file.write(self._file.getvalue())
            file.seek(position)
            self._file, self._rolled = file, True

    def write(self, data):
        count = self._file.write(data)
        if not self._rolled and self._max_size and self._file.tell() > self._max_size:
            self.rollover()
        return count

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __iter__(self):
        return iter(self._file)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._file.close()


class TemporaryDirectory:
    """A folder that is removed, with all that is in it, at the end of the block."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._delete = delete
        self._ignore = ignore_cleanup_errors
        self._finalizer = weakref.finalize(self, shutil.rmtree, self.name, ignore_cleanup_errors) if delete else None

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, *exc_info):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        """Removes the folder."""
        if (self._finalizer is None or self._finalizer.detach()) or os.path.exists(self.name):
            shutil.rmtree(self.name, self._ignore)
