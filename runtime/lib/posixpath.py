# os.path: working with path names.

import _posix_files as _files
import posix

sep = "/"
curdir = "."
pardir = ".."
extsep = "."
altsep = None
pathsep = ":"
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
supports_unicode_filenames = False


def _fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    cls = type(path)
    try:
        result = cls.__fspath__(path)
    except (AttributeError, TypeError):
        if getattr(cls, "__fspath__", None) is not None:
            raise
        raise TypeError("expected str, bytes or os.PathLike object, not " + cls.__name__) from None
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(f"expected {cls.__name__}.__fspath__() to return str or bytes, not {type(result).__name__}")


def _text(path):
    path = _fspath(path)
    return path if isinstance(path, str) else path.decode("utf-8", "surrogateescape")


def _status(path, follow=True):
    """What the system knows of a file: the fields of os.stat(), or of os.lstat() without follow."""
    if isinstance(path, int) and follow:
        return _files.stat(path, True)
    try:
        path = _fspath(path)
    except TypeError:
        if hasattr(type(path), "__fspath__"):
            raise
        allowed = "stat: path should be string, bytes, os.PathLike or integer" if follow else \
            "lstat: path should be string, bytes or os.PathLike"
        raise TypeError(f"{allowed}, not {type(path).__name__}") from None
    return _files.stat(path, follow)


def _encoded(result):
    if isinstance(result, tuple):
        return tuple([_encoded(part) for part in result])
    return result.encode("utf-8", "surrogateescape") if isinstance(result, str) else result


def _both(function):
    """Lets a function of str take bytes and other paths too; for bytes its result is encoded."""
    def with_any(*paths, **options):
        paths = [_fspath(path) for path in paths]
        kinds = {isinstance(path, bytes) for path in paths}
        if True not in kinds:
            return function(*paths, **options)
        if len(kinds) > 1:
            raise TypeError("Can't mix strings and bytes in path components")
        return _encoded(function(*map(_text, paths), **options))
    with_any.__name__ = with_any.__qualname__ = function.__name__
    with_any.__doc__ = function.__doc__
    return with_any


@_both
def join(a, *p):
    path = a
    for part in p:
        if part.startswith("/") or not path:
            path = part
        elif path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


@_both
def split(p):
    i = p.rfind("/") + 1
    head, tail = p[:i], p[i:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


@_both
def basename(p):
    return split(p)[1]


@_both
def dirname(p):
    return split(p)[0]


@_both
def splitext(p):
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot <= start or p[start:dot].strip(".") == "":
        return p, ""
    return p[:dot], p[dot:]


@_both
def isabs(s):
    return s.startswith("/")


def _mode(path, follow=True):
    """The type and permissions of a file, 0 if there is none."""
    try:
        return _status(path, follow)[0]
    except (OSError, ValueError):
        return 0


def lexists(path):
    return _mode(path, False) != 0


def islink(path):
    return _mode(path, False) & 0o170000 == 0o120000


def ismount(path):
    try:
        here, above = _status(path, False), _status(join(_text(path), ".."))
    except (OSError, ValueError):
        return False
    return here[2] != above[2] or here[1] == above[1]


def samefile(f1, f2):
    return _status(f1)[1:3] == _status(f2)[1:3]


def getatime(filename):
    return _status(filename)[10]


def getctime(filename):
    return _status(filename)[12]


@_both
def normcase(s):
    return s


@_both
def splitdrive(p):
    return "", p


@_both
def splitroot(p):
    if not p.startswith("/"):
        return "", "", p
    if not p.startswith("//") or p.startswith("///"):
        return "", "/", p[1:]
    return "", "//", p[2:]


@_both
def expandvars(path):
    """Replaces $name and ${name} by the environment's values."""
    if "$" not in path:
        return path
    import os
    import re
    return re.sub(r"\$(?:([0-9A-Z_a-z]+)|\{([^}]*)\})", lambda match: os.environ.get(match[1] or match[2], match[0]), path)


def exists(path):
    return _mode(path) != 0


def isfile(path):
    return _mode(path) & 0o170000 == 0o100000


def isdir(s):
    return _mode(s) & 0o170000 == 0o040000


def getsize(filename):
    return _status(filename)[6]


def getmtime(filename):
    return _status(filename)[11]


@_both
def normpath(path):
    if not path:
        return "."
    slashes = "/" if path.startswith("/") else ""
    if path.startswith("//") and not path.startswith("///"):
        slashes = "//"
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not slashes and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return slashes + "/".join(parts) or "."


@_both
def abspath(path):
    return normpath(path if isabs(path) else join(posix.getcwd(), path))


@_both
def realpath(filename, *, strict=False):
    """The path without links in it; if strict, everything on the way must exist."""
    rest = filename.split("/")[::-1]
    path = "/" if filename.startswith("/") else posix.getcwd()
    resolved = {}  # what links lead to; None while that is being found out
    while rest:
        name = rest.pop()
        if name is None:
            resolved[rest.pop()] = path
            continue
        if name in ("", "."):
            continue
        if name == "..":
            path = dirname(path)
            continue
        following = join(path, name)
        try:
            is_link = _files.stat(following, False)[0] & 0o170000 == 0o120000
        except OSError:
            if strict:
                raise
            is_link = False
        if not is_link:
            path = following
        elif following not in resolved:
            resolved[following] = None
            target = _files.readlink(following)
            path = "/" if target.startswith("/") else path
            rest += [following, None, *target.split("/")[::-1]]
        elif resolved[following] is not None:
            path = resolved[following]
        else:
            if strict:
                _files.stat(following, True)  # fails: the link leads to itself
            path = following
    return path


@_both
def expanduser(path):
    if path == "~" or path.startswith("~/"):
        import os
        home = os.environ.get("HOME")
        return path if home is None else (home.rstrip("/") + path[1:]) or "/"
    return path


def relpath(path, start=None):
    """The path as seen from another one, which is the current directory if not given."""
    path = _fspath(path)
    if not path:
        raise ValueError("no path specified")
    if start is None:
        start = "." if isinstance(path, str) else b"."
    return _relative(path, start)


@_both
def _relative(path, start):
    start_parts = [x for x in abspath(start).split("/") if x]
    path_parts = [x for x in abspath(path).split("/") if x]
    i = 0
    while i < len(start_parts) and i < len(path_parts) and start_parts[i] == path_parts[i]:
        i += 1
    return "/".join([".."] * (len(start_parts) - i) + path_parts[i:]) or "."


def commonprefix(m):
    """What all of them begin with, character by character; or item by item, for lists."""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = [_fspath(path) for path in m]
    first, last = min(m), max(m)
    for i, c in enumerate(first):
        if i >= len(last) or c != last[i]:
            return first[:i]
    return first


def commonpath(paths):
    """The longest path that all of them have in common."""
    paths = list(paths)
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    return _common(*paths)


@_both
def _common(*paths):
    if len({path.startswith("/") for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[x for x in path.split("/") if x and x != "."] for path in paths]
    root = "/" if paths[0].startswith("/") else ""
    return root + "/".join(commonprefix(split_paths))


def samestat(s1, s2):
    """Whether two results of os.stat() are about the same file."""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def sameopenfile(fp1, fp2):
    """Whether two descriptors are open on the same file."""
    return samefile(fp1, fp2)


def isjunction(path):
    """Whether it is a junction, which only other systems have."""
    _fspath(path)
    return False


isdevdrive = isjunction
