"""Files that are dicts of bytes: open().

There are two kinds: dbm.sqlite3, which new files are, and dbm.dumb. Which one a file is, whichdb() tells.
"""

import importlib
import io
import os

__all__ = ["open", "whichdb", "error"]


class error(Exception):
    """What went wrong with a file, of whatever kind."""


error = error, OSError  # to be caught: the modules' errors are OSErrors
_AVAILABLE = "dbm.sqlite3", "dbm.dumb"


def open(file, flag="r", mode=0o666):
    """The dict in a file: flag "r" to read, "w" to change it, "c" to make it if it is missing, "n" to make it anew."""
    kind = None if "n" in flag else whichdb(file)
    if kind is None:
        if "c" not in flag and "n" not in flag:
            raise error[0]("db file doesn't exist; use 'c' or 'n' flag to create a new db")
        kind = _AVAILABLE[0]
    elif kind == "":
        raise error[0]("db type could not be determined")
    elif kind not in _AVAILABLE:
        raise error[0](f"db type is {kind}, but the module is not available")
    return importlib.import_module(kind).open(file, flag, mode)


def whichdb(filename):
    """The name of the module that a file is for; "" if there is none, None if it cannot be read."""
    name = os.fsdecode(filename)
    try:
        if os.path.exists(name + ".dat") and os.path.exists(name + ".dir"):
            # An index is empty, or starts with the repr of a key.
            with io.open(name + ".dir", "rb") as file:
                if file.read(1) in (b"", b"'", b'"'):
                    return "dbm.dumb"
    except OSError:
        pass
    if os.path.exists(name + ".pag") and os.path.exists(name + ".dir"):
        return "dbm.ndbm"
    try:
        with io.open(name, "rb") as file:
            start = file.read(16)
    except OSError:
        return None
    if start == b"SQLite format 3\0":
        return "dbm.sqlite3"
    if int.from_bytes(start[:4], "little") in (0x13579ACE, 0x13579ACD, 0x13579ACF):
        return "dbm.gnu"
    return ""
