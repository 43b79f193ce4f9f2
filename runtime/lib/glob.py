"""The files whose names match a pattern."""

import fnmatch
import os
import re

__all__ = ["escape", "glob", "iglob", "translate"]

_MAGIC = re.compile("[*?[]")


def has_magic(s):
    return _MAGIC.search(os.fsdecode(s)) is not None


def escape(pathname):
    """The text with everything escaped that means something in a pattern."""
    if isinstance(pathname, bytes):
        return os.fsencode(escape(os.fsdecode(pathname)))
    return re.sub("([*?[])", r"[\1]", pathname)


def translate(pat, *, recursive=False, include_hidden=False, seps=None):
    """The pattern of a path as a regular expression; seps are the characters between its parts."""
    escaped = "".join(map(re.escape, seps or os.sep))
    separator = f"[{escaped}]" if seps and len(seps) > 1 else escaped
    other = f"[^{escaped}]"  # no separator
    name = f"{other}+" if include_hidden else f"[^{escaped}.]{other}*"
    folders = f"(?:.+{separator})?" if include_hidden else f"(?:{name}{separator})*"
    *parts, last = re.split(separator, pat)
    text = ""
    for part, following in zip(parts, [*parts[1:], last]):
        if recursive and part == "**":
            text += "" if following == "**" else folders  # several say no more than one
        else:
            text += _translate_name(part, name, other, include_hidden) + separator
    if recursive and last == "**":
        text += ".*" if include_hidden else f"{folders}(?:{name})?"
    else:
        text += _translate_name(last, name, other, include_hidden)
    return f"(?s:{text})\\Z"


def _translate_name(part, name, other, include_hidden):
    """One part of a path."""
    if part == "*":
        return name
    hidden = "" if include_hidden or part[:1] not in ("*", "?") else r"(?!\.)"
    pieces = [f"{other}*" if piece is None else piece for piece in fnmatch._parts(part, other)]
    # Stars in a row are one.
    return hidden + "".join(piece for i, piece in enumerate(pieces) if piece != f"{other}*" or pieces[i - 1:i] != [piece])


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
            if one and not os.path.isdir(_join(root, one)):
                continue
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
