"""The files whose names match a pattern."""

import fnmatch
import os
import re

__all__ = ["escape", "glob", "iglob"]

_MAGIC = re.compile("[*?[]")


def has_magic(s):
    return _MAGIC.search(os.fsdecode(s)) is not None


def escape(pathname):
    """The text with everything escaped that means something in a pattern."""
    if isinstance(pathname, bytes):
        return os.fsencode(escape(os.fsdecode(pathname)))
    return re.sub("([*?[])", r"[\1]", pathname)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """A list of the paths that match; ** also goes through directories if recursive."""
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The same as an iterator."""
    pathname = os.fspath(pathname)
    root = "" if root_dir is None else os.fsdecode(root_dir)
    seen = set()
    for path in _expand(root, os.fsdecode(pathname), recursive, include_hidden):
        if path and path not in seen:
            seen.add(path)
            yield os.fsencode(path) if isinstance(pathname, bytes) else path


def _join(root, path):
    return os.path.join(root, path) if root else path or os.curdir


def _expand(root, pathname, recursive, include_hidden):
    folder, name = os.path.split(pathname)
    if not has_magic(pathname):
        target = _join(root, pathname)
        if os.path.lexists(target) if name else os.path.isdir(target):
            yield pathname
        return
    if folder and folder != pathname and has_magic(folder):
        folders = _expand(root, folder, recursive, include_hidden)
    else:
        folders = [folder]
    for one in folders:
        if recursive and name == "**":
            yield os.path.join(one, "") if one else one
            yield from _walk(root, one, include_hidden)
        elif has_magic(name):
            for entry in _names(_join(root, one)):
                is_shown = include_hidden or not entry.startswith(".") or name.startswith(".")
                if is_shown and fnmatch.fnmatchcase(entry, name):
                    yield os.path.join(one, entry)
        elif os.path.lexists(_join(root, os.path.join(one, name))) and (name or os.path.isdir(_join(root, one))):
            yield os.path.join(one, name)


def _names(folder):
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _walk(root, folder, include_hidden):
    for entry in _names(_join(root, folder)):
        if include_hidden or not entry.startswith("."):
            path = os.path.join(folder, entry)
            yield path
            if os.path.isdir(_join(root, path)):
                yield from _walk(root, path, include_hidden)
