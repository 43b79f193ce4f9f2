"""Connections: transactions, cursors, functions of SQL."""

import os
import threading

import _sqlite3
from _traceback import hide_module as _hide_module

from . import _errors
from ._cursor import Cursor
from ._errors import NotSupportedError, OperationalError, ProgrammingError

_hide_module()  # CPython has it in C
_LEGACY = -1
_READ_WRITE, _CREATE, _URI = 0x2, 0x4, 0x40
_LEVELS = "", "DEFERRED", "IMMEDIATE", "EXCLUSIVE"


def connect(database, *args, **kwargs):
    """A connection to the file, as factory(database, ...) makes it; ":memory:" for a database that goes with the
    connection."""
    factory = args[4] if len(args) > 4 else kwargs.get("factory")
    return (Connection if factory is None else factory)(database, *args, **kwargs)


class Connection:
    """A connection to a database. As a context manager it ends the transaction and stays open."""

    Warning, Error, InterfaceError = _errors.Warning, _errors.Error, _errors.InterfaceError
    DatabaseError, InternalError, OperationalError = (_errors.DatabaseError, _errors.InternalError,
                                                      _errors.OperationalError)
    ProgrammingError, IntegrityError, DataError = (_errors.ProgrammingError, _errors.IntegrityError,
                                                   _errors.DataError)
    NotSupportedError = _errors.NotSupportedError
    _database = None
    _is_made = False

    def __init__(self, database, timeout=5.0, detect_types=0, isolation_level="", check_same_thread=True,
                 factory=None, cached_statements=128, uri=False, *, autocommit=_LEGACY):
        self._thread = threading.get_ident()
        self._checks_thread = check_same_thread
        self._detect_types = detect_types
        self._text_factory_or_none = None
        self.row_factory = None
        self._isolation_level = self._checked_level(isolation_level)
        self._autocommit = self._checked_autocommit(autocommit)
        self._is_made = True
        flags = _READ_WRITE | _CREATE | (_URI if uri else 0)
        self._database = _sqlite3.open(os.fsdecode(database), flags, int(timeout * 1000))
        if self._autocommit is False:
            self._command("BEGIN")

    def __getstate__(self):
        raise TypeError(f"cannot pickle 'sqlite3.{type(self).__name__}' object")

    # --- checks ---

    def _check_thread(self):
        if self._checks_thread and threading.get_ident() != self._thread:
            raise ProgrammingError("SQLite objects created in a thread can only be used in that same thread. The "
                                   f"object was created in thread id {self._thread} and this is thread id "
                                   f"{threading.get_ident()}.")

    def _check(self):
        if not self._is_made:
            raise ProgrammingError("Base Connection.__init__ not called.")
        self._check_thread()
        if self._database is None:
            raise ProgrammingError("Cannot operate on a closed database.")
        return self._database

    @staticmethod
    def _checked_level(level):
        if level is not None and not isinstance(level, str):
            raise TypeError("isolation_level must be str or None")
        if level is not None and level.upper() not in _LEVELS:
            raise ValueError("isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'")
        return level

    @staticmethod
    def _checked_autocommit(value):
        if value is True or value is False or isinstance(value, int) and value == _LEGACY:
            return value
        raise ValueError("autocommit must be True, False, or sqlite3.LEGACY_TRANSACTION_CONTROL")

    # --- transactions ---

    def _command(self, sql):
        statement, _ = self._database.prepare(sql)
        statement.step(None, None)

    def commit(self):
        database = self._check()
        self._end("COMMIT", database)

    def rollback(self):
        database = self._check()
        self._end("ROLLBACK", database)

    def _end(self, how, database):
        if self._autocommit == _LEGACY:
            if database.in_transaction():
                self._command(how)
        elif not self._autocommit:
            self._command(how)
            self._command("BEGIN")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, traceback):
        if self._autocommit == _LEGACY:
            in_transaction = self._check().in_transaction()
        else:
            in_transaction = not self._autocommit
        if not in_transaction:
            return False
        if kind is not None:
            self.rollback()
            return False
        try:
            self.commit()
        except BaseException:
            self.rollback()
            raise
        return False

    @property
    def in_transaction(self):
        return bool(self._check().in_transaction())

    @property
    def isolation_level(self):
        self._check()
        return self._isolation_level

    @isolation_level.setter
    def isolation_level(self, level):
        level = self._checked_level(level)
        if level is None and self._check().in_transaction() and self._autocommit == _LEGACY:
            self._command("COMMIT")
        self._isolation_level = level

    @property
    def autocommit(self):
        self._check()
        return self._autocommit

    @autocommit.setter
    def autocommit(self, value):
        database = self._check()
        value = self._checked_autocommit(value)
        if value is True and database.in_transaction():
            self._command("COMMIT")
        elif value is False and not database.in_transaction():
            self._command("BEGIN")
        self._autocommit = value

    @property
    def total_changes(self):
        return self._check().total_changes()

    @property
    def text_factory(self):
        """What makes text of bytes."""
        return str if self._text_factory_or_none is None else self._text_factory_or_none

    @text_factory.setter
    def text_factory(self, factory):
        self._text_factory_or_none = None if factory is str else factory

    # --- running ---

    def cursor(self, factory=Cursor):
        self._check()
        made = factory(self)
        if not isinstance(made, Cursor):
            raise TypeError(f"factory must return a cursor, not {type(made).__name__}")
        if self.row_factory is not None:
            made.row_factory = self.row_factory
        return made

    def execute(self, sql, parameters=(), /):
        """Run one command; its cursor."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql, parameters, /):
        return self.cursor().executemany(sql, parameters)

    def executescript(self, sql_script, /):
        return self.cursor().executescript(sql_script)

    def close(self):
        if not self._is_made:
            raise ProgrammingError("Base Connection.__init__ not called.")
        self._check_thread()
        if self._database is not None:
            if self._autocommit is False and self._database.in_transaction():
                self._command("ROLLBACK")
            self._database.close()
            self._database = None

    def __call__(self, sql, /):
        raise NotSupportedError("gilt's sqlite3 makes no statements by calling a connection")

    def interrupt(self):
        """What another thread is doing with the connection ends with OperationalError."""
        if self._database is None:
            raise ProgrammingError("Cannot operate on a closed database.")
        self._database.interrupt()

    # --- what SQLite calls ---

    def create_function(self, name, narg, func, /, *, deterministic=False):
        """A function of SQL; None takes it away."""
        self._check().create_function(name, narg, func, bool(deterministic))

    def create_aggregate(self, name, n_arg, aggregate_class, /):
        """A function over many rows: objects with step() and finalize()."""
        self._check().create_aggregate(name, n_arg, aggregate_class)

    def create_collation(self, name, callback, /):
        """An order of texts."""
        if callback is not None and not callable(callback):
            raise TypeError("parameter must be callable")
        self._check().create_collation(name, callback)

    def set_trace_callback(self, trace_callback, /):
        """Called with each command that is run."""
        self._check().set_trace(trace_callback)

    def set_progress_handler(self, progress_handler, /, n):
        """Called again and again while SQLite works; what is true ends it."""
        self._check().set_progress(progress_handler, n)

    # --- the whole database ---

    def backup(self, target, *, pages=-1, progress=None, name="main", sleep=0.25):
        """Copy everything into another database, in one step."""
        if name != "main":
            raise NotSupportedError("gilt's sqlite3 backs up the main database only")
        if not isinstance(target, Connection):
            raise TypeError(f"backup() argument 1 must be sqlite3.Connection, not {type(target).__name__}")
        _sqlite3.backup(self._check(), target._check())
        if progress is not None:
            total = self.execute("PRAGMA page_count").fetchone()[0]
            progress(101, 0, total)

    def iterdump(self, *, filter=None):
        """The commands that make the database anew."""
        from ._dump import dump
        return dump(self, filter)

    def getlimit(self, category, /):
        return self._check().limit(category, -1)

    def setlimit(self, category, limit, /):
        return self._check().limit(category, limit)

    def _missing(self, *args, **kwargs):
        raise NotSupportedError("gilt's sqlite3 does not have this")

    blobopen = create_window_function = set_authorizer = serialize = deserialize = _missing
    enable_load_extension = load_extension = getconfig = setconfig = _missing


Connection.__module__ = "sqlite3"
