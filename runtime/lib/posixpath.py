# os.path: working with path names.

import _posix_files as _files
import posix

sep = "/"
curdir = "."
pardir = ".."
extsep = "."


def _text(path):
    if isinstance(path, (str, bytes)):
        return path if isinstance(path, str) else path.decode("utf-8", "surrogateescape")
    try:
        return path.__fspath__()
    except AttributeError:
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__) from None


def join(a, *p):
    path = _text(a)
    for part in p:
        part = _text(part)
        if part.startswith("/") or not path:
            path = part
        elif path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    p = _text(p)
    i = p.rfind("/") + 1
    head, tail = p[:i], p[i:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _text(p)
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot <= start or p[start:dot].strip(".") == "":
        return p, ""
    return p[:dot], p[dot:]


def isabs(s):
    return _text(s).startswith("/")


def _mode(path):
    try:
        return posix._stat(_text(path))[0]
    except (OSError, ValueError):
        return 0


def lexists(path):
    try:
        _files.stat(_text(path), False)
    except (OSError, ValueError):
        return False
    return True


def islink(path):
    try:
        return _files.stat(_text(path), False)[0] & 0o170000 == 0o120000
    except (OSError, ValueError):
        return False


def ismount(path):
    try:
        here, above = _files.stat(_text(path), False), _files.stat(join(_text(path), ".."), True)
    except (OSError, ValueError):
        return False
    return here[2] != above[2] or here[1] == above[1]


def samefile(f1, f2):
    one, two = _files.stat(_text(f1), True), _files.stat(_text(f2), True)
    return one[1:3] == two[1:3]


def getatime(filename):
    return _files.stat(_text(filename), True)[7]


def getctime(filename):
    return _files.stat(_text(filename), True)[9]


def normcase(s):
    return _text(s)


def splitdrive(p):
    return "", _text(p)


def splitroot(p):
    p = _text(p)
    if not p.startswith("/"):
        return "", "", p
    if not p.startswith("//") or p.startswith("///"):
        return "", "/", p[1:]
    return "", "//", p[2:]


def expandvars(path):
    """Replaces $name and ${name} by the environment's values."""
    path = _text(path)
    if "$" not in path:
        return path
    import os
    import re
    return re.sub(r"\$(\w+|\{[^}]*\})", lambda match: os.environ.get(match[1].strip("{}"), match[0]), path)


def exists(path):
    return _mode(path) != 0


def isfile(path):
    return _mode(path) & 0o170000 == 0o100000


def isdir(s):
    return _mode(s) & 0o170000 == 0o040000


def getsize(filename):
    return posix._stat(_text(filename))[6]


def getmtime(filename):
    return _files.stat(_text(filename), True)[8]


def normpath(path):
    path = _text(path)
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


def abspath(path):
    path = _text(path)
    return normpath(path if isabs(path) else join(posix.getcwd(), path))


def realpath(filename, *, strict=False):
    """The path without links in it."""
    rest = abspath(filename).split("/")[1:]
    rest.reverse()
    path = "/"
    seen = 0
    while rest:
        part = rest.pop()
        if part in ("", "."):
            continue
        if part == "..":
            path = dirname(path)
            continue
        following = join(path, part)
        if islink(following) and seen < 100:
            seen += 1
            target = _files.readlink(following)
            if isabs(target):
                path = "/"
            rest.extend(reversed(target.split("/")))
            continue
        if strict:
            _files.stat(following, False)
        path = following
    return path


def expanduser(path):
    path = _text(path)
    if path == "~" or path.startswith("~/"):
        return posix.environ.get("HOME", "~") + path[1:]
    return path


def relpath(path, start="."):
    start_parts = [x for x in abspath(start).split("/") if x]
    path_parts = [x for x in abspath(path).split("/") if x]
    i = 0
    while i < len(start_parts) and i < len(path_parts) and start_parts[i] == path_parts[i]:
        i += 1
    return "/".join([".."] * (len(start_parts) - i) + path_parts[i:]) or "."


def commonprefix(m):
    if not m:
        return ""
    first, last = min(m), max(m)
    for i, c in enumerate(first):
        if i >= len(last) or c != last[i]:
            return first[:i]
    return first


def commonpath(paths):
    split_paths = [[x for x in _text(p).split("/") if x and x != "."] for p in paths]
    first, last = min(split_paths), max(split_paths)
    common = first
    for i, c in enumerate(first):
        if i >= len(last) or c != last[i]:
            common = first[:i]
            break
    return ("/" if isabs(paths[0]) else "") + "/".join(common)
