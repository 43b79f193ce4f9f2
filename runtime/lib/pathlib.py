"""Paths as objects."""

import fnmatch
import io
import os
import posixpath
import stat as _stat

__all__ = ["PurePath", "PurePosixPath", "Path", "PosixPath", "UnsupportedOperation"]

UnsupportedOperation = io.UnsupportedOperation


class _Parents:
    """The folders around a path, the nearest first."""

    def __init__(self, path):
        self._path = path
        parts = path._tail
        self._all = [path._make(path.root, parts[:n]) for n in range(len(parts) - 1, -1, -1)]

    def __len__(self):
        return len(self._all)

    def __getitem__(self, index):
        return tuple(self._all[index]) if isinstance(index, slice) else self._all[index]

    def __repr__(self):
        return f"<{type(self._path).__name__}.parents>"


class PurePath:
    """A path that is only looked at: a root, and the names below it."""

    __slots__ = ("root", "_tail", "_text_cache")
    drive = ""

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        elif cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        texts = []
        for arg in args:
            if isinstance(arg, PurePath):
                texts.append(str(arg))
                continue
            text = os.fspath(arg) if hasattr(type(arg), "__fspath__") else arg
            if not isinstance(text, str):
                raise TypeError("argument should be a str or an os.PathLike object where __fspath__ returns a "
                                f"str, not {type(text).__name__!r}")
            texts.append(text)
        _, self.root, rest = posixpath.splitroot(posixpath.join(*texts) if texts else "")
        self._tail = [part for part in rest.split("/") if part and part != "."]

    def _make(self, root, tail):
        new = object.__new__(type(self))
        new.root = root
        new._tail = tail
        return new

    def with_segments(self, *pathsegments):
        return type(self)(*pathsegments)

    def __str__(self):
        return self.root + "/".join(self._tail) or "."

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    def as_posix(self):
        return str(self)

    def as_uri(self):
        """The path as a file: URI."""
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        safe = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-~/")
        return "file://" + "".join(chr(byte) if chr(byte) in safe else f"%{byte:02X}" for byte in bytes(self))

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return str(self) == str(other)

    def __hash__(self):
        return hash(str(self))

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, key):
        try:
            return type(self)(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return type(self)(key, self)
        except TypeError:
            return NotImplemented

    def __reduce__(self):
        return type(self), self.parts

    @property
    def anchor(self):
        return self.root

    @property
    def parts(self):
        return (self.root, *self._tail) if self.root else tuple(self._tail)

    @property
    def parent(self):
        return self._make(self.root, self._tail[:-1]) if self._tail else self

    @property
    def parents(self):
        return _Parents(self)

    @property
    def name(self):
        return self._tail[-1] if self._tail else ""

    @property
    def suffix(self):
        name = self.name
        dot = name.rfind(".")
        return name[dot:] if 0 < dot < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + part for part in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        name = self.name
        dot = name.rfind(".")
        return name[:dot] if 0 < dot < len(name) - 1 else name

    def with_name(self, name):
        """The path with another last name."""
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        if not self._tail:
            raise ValueError(f"{self!r} has an empty name")
        return self._make(self.root, self._tail[:-1] + [name])

    def with_stem(self, stem):
        """The path with another last name and the same suffix."""
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        """The path with another suffix."""
        if not self.stem:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and not (suffix.startswith(".") and len(suffix) > 1) or "/" in suffix:
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(self.stem + suffix)

    def joinpath(self, *pathsegments):
        """The path with others behind it."""
        return type(self)(self, *pathsegments)

    def is_absolute(self):
        return bool(self.root)

    def is_relative_to(self, other, *more):
        """Whether the path is below another."""
        other = type(self)(other, *more)
        return other == self or other in self.parents

    def relative_to(self, other, *more, walk_up=False):
        """The path as seen from another."""
        other = type(self)(other, *more)
        for step, path in enumerate([other, *other.parents]):
            if path == self or path in self.parents:
                break
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
            if path.name == "..":
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
        else:
            raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        return self._make("", [".."] * step + self._tail[len(path._tail):])

    def match(self, path_pattern, *, case_sensitive=None):
        """Whether the end of the path matches a pattern."""
        pattern = path_pattern if isinstance(path_pattern, PurePath) else type(self)(path_pattern)
        if not pattern.parts:
            raise ValueError("empty pattern")
        if pattern.root and (not self.root or len(self._tail) != len(pattern._tail)):
            return False
        if len(pattern._tail) > len(self._tail):
            return False
        return all(fnmatch.fnmatchcase(part, wanted)
                   for part, wanted in zip(reversed(self._tail), reversed(pattern._tail)))

    def full_match(self, pattern, *, case_sensitive=None):
        """Whether the whole path matches; ** stands for any folders."""
        wanted = type(self)(pattern)
        return self.root == wanted.root and _match_parts(self._tail, wanted._tail)


def _match_parts(parts, wanted):
    if not wanted:
        return not parts
    if wanted[0] == "**":
        return any(_match_parts(parts[n:], wanted[1:]) for n in range(len(parts) + 1))
    return bool(parts) and fnmatch.fnmatchcase(parts[0], wanted[0]) and _match_parts(parts[1:], wanted[1:])


class PurePosixPath(PurePath):
    """The same, by the name of its kind."""

    __slots__ = ()


class Path(PurePath):
    """A path with the methods that ask the file system."""

    __slots__ = ()

    @classmethod
    def cwd(cls):
        """The current folder."""
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        """The user's own folder."""
        return cls(os.path.expanduser("~"))

    def expanduser(self):
        return type(self)(os.path.expanduser(str(self)))

    def absolute(self):
        return self if self.is_absolute() else type(self)(os.getcwd(), self)

    def resolve(self, strict=False):
        """The path without links and .. in it."""
        return type(self)(os.path.realpath(self, strict=strict))

    def stat(self, *, follow_symlinks=True):
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return os.lstat(self)

    def exists(self, *, follow_symlinks=True):
        return os.path.exists(self) if follow_symlinks else os.path.lexists(self)

    def _has_mode(self, test, follow_symlinks=True):
        try:
            return test(self.stat(follow_symlinks=follow_symlinks).st_mode)
        except (OSError, ValueError):
            return False

    def is_dir(self, *, follow_symlinks=True):
        return self._has_mode(_stat.S_ISDIR, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._has_mode(_stat.S_ISREG, follow_symlinks)

    def is_symlink(self):
        return self._has_mode(_stat.S_ISLNK, False)

    def is_fifo(self):
        return self._has_mode(_stat.S_ISFIFO)

    def is_socket(self):
        return self._has_mode(_stat.S_ISSOCK)

    def is_mount(self):
        return os.path.ismount(self)

    def samefile(self, other_path):
        return os.path.samefile(self, other_path)

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open("r", encoding=encoding, errors=errors, newline=newline) as file:
            return file.read()

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {type(data).__name__}")
        with self.open("w", encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def write_bytes(self, data):
        view = memoryview(data)
        with self.open("wb") as file:
            return file.write(view)

    def iterdir(self):
        """The paths of what is in the folder."""
        names = os.listdir(self)
        return (type(self)(self, name) for name in names)

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """The paths below this one that match a pattern; ** goes through folders."""
        wanted = PurePath(pattern)
        if not str(pattern):
            raise ValueError(f"Unacceptable pattern: {str(pattern)!r}")
        if wanted.root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        return self._select(wanted._tail, set())

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """glob() with **/ in front."""
        return self._select(["**", *PurePath(pattern)._tail], set())

    def _select(self, parts, seen):
        if not parts:
            if str(self) not in seen:
                seen.add(str(self))
                yield self
            return
        part, rest = parts[0], parts[1:]
        if part == "**":
            if rest or self.is_dir():
                yield from self._select(rest, seen)
            for name in self._names():
                below = type(self)(self, name)
                if below.is_dir() and not below.is_symlink():
                    yield from below._select(parts, seen)
                elif not rest:
                    yield from below._select(rest, seen)
        elif part == "..":
            yield from type(self)(self, "..")._select(rest, seen)
        else:
            for name in self._names():
                if fnmatch.fnmatchcase(name, part):
                    below = type(self)(self, name)
                    if not rest or below.is_dir():
                        yield from below._select(rest, seen)

    def _names(self):
        try:
            return os.listdir(self)
        except OSError:
            return []

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """os.walk() with paths."""
        for folder, folders, files in os.walk(str(self), top_down, on_error, follow_symlinks):
            yield type(self)(folder), folders, files

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Makes a folder."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def touch(self, mode=0o666, exist_ok=True):
        """Makes an empty file, or gives a file the time of now."""
        if exist_ok and self.exists():
            os.utime(self)
            return
        os.close(os.open(str(self), os.O_CREAT | os.O_WRONLY | (0 if exist_ok else os.O_EXCL), mode))

    def rmdir(self):
        os.rmdir(self)

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        os.rename(self, target)
        return type(self)(target)

    def replace(self, target):
        os.replace(self, target)
        return type(self)(target)

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self)

    def hardlink_to(self, target):
        os.link(target, self)

    def readlink(self):
        return type(self)(os.readlink(self))

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode)


class PosixPath(Path, PurePosixPath):
    """The same, by the name of its kind."""

    __slots__ = ()
