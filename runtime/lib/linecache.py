"""Lines of source files, remembered."""

import os
import sys

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}  # by file name: (size, mtime, lines, full name)


def clearcache():
    """Forgets every file."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """A line, counted from 1, with its newline; "" if there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """All lines of a file; an empty list if it cannot be read."""
    if filename in cache:
        return cache[filename][2]
    return updatecache(filename, module_globals)


def checkcache(filename=None):
    """Forgets the files that have changed."""
    for name in list(cache) if filename is None else [filename] if filename in cache else []:
        size, mtime, _, fullname = cache[name]
        if mtime is None:
            continue
        try:
            status = os.stat(fullname)
        except OSError:
            cache.pop(name, None)
            continue
        if size != status.st_size or mtime != status.st_mtime:
            cache.pop(name, None)


def updatecache(filename, module_globals=None):
    """Reads a file again."""
    cache.pop(filename, None)
    if not filename or filename.startswith("<") and filename.endswith(">"):
        return []
    names = [filename]
    if not os.path.isabs(filename):
        names += [os.path.join(folder, filename) for folder in sys.path]
    for name in names:
        try:
            status = os.stat(name)
            with open(name, encoding="utf-8", errors="replace") as file:
                lines = file.readlines()
        except OSError:
            continue
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        cache[filename] = status.st_size, status.st_mtime, lines, name
        return lines
    return []


def lazycache(filename, module_globals):
    """Whether the lines can be had from a loader: here they come from files only."""
    return False
