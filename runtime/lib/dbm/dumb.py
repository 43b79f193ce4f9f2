"""A dict in two files, without any library: slow, but there.

NAME.dat has the values, each from the start of a block; NAME.dir has a line for each key: where its value is, and
how long. The index is in memory while the files are open; NAME.bak is the one from before the last change.
"""

import ast
import collections.abc
import io
import os

__all__ = ["error", "open"]

error = OSError
_BLOCK = 512


def _blocks(size):
    return (size + _BLOCK - 1) // _BLOCK


class _Database(collections.abc.MutableMapping):
    """The dict."""

    _index = None

    def __init__(self, filebasename, mode, flag="c"):
        name = os.fsdecode(filebasename)
        self._mode = mode
        self._readonly = flag == "r"
        self._dirfile, self._datfile, self._bakfile = name + ".dir", name + ".dat", name + ".bak"
        self._modified = False
        self._create(flag)
        self._read_index(flag)

    def _create(self, flag):
        if flag == "n":
            for name in self._datfile, self._bakfile, self._dirfile:
                try:
                    os.remove(name)
                except OSError:
                    pass
        if flag in "rw":
            io.open(self._datfile, "rb").close()
        elif not os.path.exists(self._datfile):
            self._open(self._datfile, "wb").close()

    def _open(self, name, mode):
        # Opens a file, which gets this mode if it is new.
        is_new = not os.path.exists(name)
        file = io.open(name, mode) if "b" in mode else io.open(name, mode, encoding="Latin-1")
        if is_new:
            os.chmod(name, self._mode)
        return file

    def _read_index(self, flag):
        self._index = {}
        try:
            file = io.open(self._dirfile, "r", encoding="Latin-1")
        except OSError:
            if flag not in ("c", "n"):
                raise
            self._open(self._dirfile, "w").close()
            return
        with file:
            for line in file:
                key, place = ast.literal_eval(line.rstrip())
                self._index[key.encode("Latin-1")] = place

    def _commit(self):
        if self._index is None or not self._modified:
            return
        for remove in (lambda: os.unlink(self._bakfile), lambda: os.rename(self._dirfile, self._bakfile)):
            try:
                remove()
            except OSError:
                pass
        with self._open(self._dirfile, "w") as file:
            for key, place in self._index.items():
                file.write(f"{key.decode('Latin-1')!r}, {place}\n")
        self._modified = False

    sync = _commit

    def _verify_open(self):
        if self._index is None:
            raise error("DBM object has already been closed")

    def _verify_writable(self):
        if self._readonly:
            raise error("The database is opened for reading only")

    @staticmethod
    def _key(key):
        return key.encode("utf-8") if isinstance(key, str) else key

    def __getitem__(self, key):
        self._verify_open()
        place, size = self._index[self._key(key)]
        with io.open(self._datfile, "rb") as file:
            file.seek(place)
            return file.read(size)

    def __setitem__(self, key, value):
        self._verify_writable()
        self._verify_open()
        key = self._key(key)
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError("keys must be bytes or strings")
        value = self._key(value)
        if not isinstance(value, (bytes, bytearray)):
            raise TypeError("values must be bytes or strings")
        self._modified = True
        known = self._index.get(key)
        if known and _blocks(len(value)) <= _blocks(known[1]):
            self._put(known[0], value)
            self._index[key] = known[0], len(value)
        else:
            place = _blocks(os.path.getsize(self._datfile)) * _BLOCK
            self._put(place, value)
            self._index[key] = place, len(value)
        if known is None:
            with self._open(self._dirfile, "a") as file:
                file.write(f"{key.decode('Latin-1')!r}, {self._index[key]}\n")

    def _put(self, place, value):
        with io.open(self._datfile, "r+b") as file:
            file.seek(place)  # a gap reads as zeros
            file.write(value)

    def __delitem__(self, key):
        self._verify_writable()
        self._verify_open()
        self._modified = True
        del self._index[self._key(key)]
        self._commit()

    def keys(self):
        self._verify_open()
        return list(self._index)

    def items(self):
        self._verify_open()
        return [(key, self[key]) for key in self._index]

    def __contains__(self, key):
        self._verify_open()
        return self._key(key) in self._index

    def iterkeys(self):
        self._verify_open()
        return iter(self._index)

    __iter__ = iterkeys

    def __len__(self):
        self._verify_open()
        return len(self._index)

    def close(self):
        """Writes the index, and forgets it."""
        try:
            self._commit()
        finally:
            self._index = None

    __del__ = close

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(file, flag="c", mode=0o666):
    """The dict in NAME.dat and NAME.dir; see dbm.open()."""
    mask = os.umask(0)
    os.umask(mask)
    if flag not in ("r", "w", "c", "n"):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    return _Database(file, mode & ~mask, flag=flag)
