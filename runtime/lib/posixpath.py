# os.path: working with path names.

import posix

sep = "/"
curdir = "."
pardir = ".."
extsep = "."


def _text(path):
    if isinstance(path, str):
        return path
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


def exists(path):
    return _mode(path) != 0


def isfile(path):
    return _mode(path) & 0o170000 == 0o100000


def isdir(s):
    return _mode(s) & 0o170000 == 0o040000


def getsize(filename):
    return posix._stat(_text(filename))[6]


def getmtime(filename):
    return posix._stat(_text(filename))[8]


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


realpath = abspath


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
