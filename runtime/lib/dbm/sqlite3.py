"""A dict in an SQLite file: a table with the columns key and value."""

import os
import sqlite3
from collections.abc import MutableMapping
from contextlib import closing, suppress
from urllib.parse import quote

__all__ = ["error", "open"]

_MODES = {"r": "ro", "w": "rw", "c": "rwc", "n": "rwc"}


class error(OSError):
    """What SQLite says, or that the dict is closed."""


class _Database(MutableMapping):
    """The dict; only the thread that opened it may use it."""

    _connection = None

    def __init__(self, path, /, *, flag, mode):
        if flag not in _MODES:
            raise ValueError(f"Flag must be one of 'r', 'w', 'c', or 'n', not {flag!r}")
        path = os.path.abspath(os.fsdecode(path))
        if flag == "n":
            try:
                os.unlink(path)
            except FileNotFoundError:
                pass
        is_new = flag in ("c", "n") and not os.path.exists(path)
        if is_new:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, mode))
        try:
            self._connection = sqlite3.connect(f"file:{quote(path)}?mode={_MODES[flag]}", uri=True,
                                               isolation_level=None)
        except sqlite3.Error as problem:
            raise error(str(problem))
        with suppress(sqlite3.OperationalError):  # it cannot be set in a file that is only read
            self._connection.execute("PRAGMA journal_mode = wal")
        if flag in ("c", "n"):
            self._execute("CREATE TABLE IF NOT EXISTS Dict (key BLOB UNIQUE NOT NULL, value BLOB NOT NULL)")

    def _execute(self, *args):
        if self._connection is None:
            raise error("DBM object has already been closed")
        try:
            return closing(self._connection.execute(*args))
        except sqlite3.Error as problem:
            raise error(str(problem))

    def __len__(self):
        with self._execute("SELECT COUNT(key) FROM Dict") as rows:
            return rows.fetchone()[0]

    def __getitem__(self, key):
        with self._execute("SELECT value FROM Dict WHERE key = CAST(? AS BLOB)", (key,)) as rows:
            row = rows.fetchone()
        if not row:
            raise KeyError(key)
        return row[0]

    def __setitem__(self, key, value):
        self._execute("REPLACE INTO Dict (key, value) VALUES (CAST(? AS BLOB), CAST(? AS BLOB))",
                      (key, value))

    def __delitem__(self, key):
        with self._execute("DELETE FROM Dict WHERE key = CAST(? AS BLOB)", (key,)) as rows:
            if not rows.rowcount:
                raise KeyError(key)

    def __iter__(self):
        try:
            with self._execute("SELECT key FROM Dict") as rows:
                for row in rows:
                    yield row[0]
        except sqlite3.Error as problem:
            raise error(str(problem))

    def keys(self):
        return list(super().keys())

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(filename, /, flag="r", mode=0o666):
    """The dict in an SQLite file; see dbm.open()."""
    return _Database(filename, flag=flag, mode=mode)
