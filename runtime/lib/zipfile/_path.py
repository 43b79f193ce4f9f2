"""Path: a place in an archive that is used like one on the disk."""

import io
import posixpath
import re
from pathlib import PurePosixPath

_GLOB = re.compile(r"\*\*|\[!?\]?[^]]*\]|.", re.DOTALL)


def _expression(part):
    # What a part of a glob pattern is as a regular expression.
    part = part[0]
    if len(part) > 2:
        return "[^" + part[2:] if part[1] == "!" else part
    return {"**": ".*", "*": "[^/]*", "?": "[^/]"}.get(part) or re.escape(part)


class Path:
    """The file or directory `at` in an archive; directories that only other names tell of are there, too."""

    def __init__(self, root, at=""):
        import zipfile
        self.root = root if isinstance(root, zipfile.ZipFile) else zipfile.ZipFile(root)
        self.at = at

    def __eq__(self, other):
        return (self.root, self.at) == (other.root, other.at) if type(other) is type(self) else NotImplemented

    def __hash__(self):
        return hash((self.root, self.at))

    def __repr__(self):
        return f"{type(self).__name__}({self.root.filename!r}, {self.at!r})"

    def __str__(self):
        return posixpath.join(self.root.filename, self.at)

    def _names(self):
        # All names, then the directories above them that have no member of their own.
        names = dict.fromkeys(self.root.namelist())
        above = [f"{directory}/" for name in names for directory in PurePosixPath(name).parents]
        return names | dict.fromkeys(directory for directory in above if directory not in ("./", "//"))

    def _at(self, place):
        return type(self)(self.root, place)

    def _base(self):
        return PurePosixPath(self.at or self.root.filename)

    @property
    def name(self):
        return self._base().name

    @property
    def suffix(self):
        return self._base().suffix

    @property
    def suffixes(self):
        return self._base().suffixes

    @property
    def stem(self):
        return self._base().stem

    @property
    def filename(self):
        """Where it would be on the disk, as a pathlib.Path."""
        import pathlib
        return pathlib.Path(self.root.filename).joinpath(self.at)

    @property
    def parent(self):
        if not self.at:
            return self.filename.parent
        above = posixpath.dirname(self.at.rstrip("/"))
        return self._at(above + "/" if above else "")

    def exists(self):
        return self.at in self._names()

    def is_dir(self):
        return not self.at or self.at.endswith("/")

    def is_file(self):
        return self.exists() and not self.is_dir()

    def is_symlink(self):
        return self.exists() and self.root.getinfo(self.at).external_attr >> 28 == 0o12

    def joinpath(self, *other):
        """The place below."""
        place = posixpath.join(self.at, *other)
        names = self._names()
        return self._at(place + "/" if place not in names and place + "/" in names else place)

    __truediv__ = joinpath

    def iterdir(self):
        """What is directly in the directory."""
        if not self.is_dir():
            raise ValueError("Can't listdir a file")
        above = self.at.rstrip("/")
        return (self._at(name) for name in self._names() if posixpath.dirname(name.rstrip("/")) == above)

    def match(self, path_pattern):
        return PurePosixPath(self.at).match(path_pattern)

    def glob(self, pattern):
        """What is below and fits the pattern."""
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        size = len(self.at)
        pattern = "/".join(["?*" if part == "*" else part for part in pattern.split("/")])
        fits = re.compile(_GLOB.sub(_expression, pattern) + "/?")
        return (self._at(name) for name in self._names()
                if name.startswith(self.at) and fits.fullmatch(name, size))

    def rglob(self, pattern):
        return self.glob(f"**/{pattern}")

    def relative_to(self, other, *extra):
        return posixpath.relpath(str(self), str(other.joinpath(*extra)))

    def open(self, mode="r", *args, pwd=None, **kwargs):
        """Like open(): text, or bytes with "b" in the mode."""
        if self.is_dir():
            raise IsADirectoryError(self)
        if mode[0] == "r" and not self.exists():
            raise FileNotFoundError(self)
        stream = self.root.open(self.at, mode[0], pwd=pwd)
        if "b" not in mode:
            return io.TextIOWrapper(stream, *args, **kwargs)
        if args or kwargs:
            raise ValueError("encoding args invalid for binary operation")
        return stream

    def read_text(self, *args, **kwargs):
        with self.open("r", *args, **kwargs) as stream:
            return stream.read()

    def read_bytes(self):
        with self.open("rb") as stream:
            return stream.read()


Path.__module__ = "zipfile"
