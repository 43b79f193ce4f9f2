"""Databases of SQLite: connect(), connections, cursors and rows (DB-API 2.0, PEP 249).

_errors has the exceptions, _values what becomes of values on the way, _connection and _cursor the rest.
Missing, and saying so: authorizers, window functions, blobs opened as files, extensions, serialize().
"""

import time as _time
from _sqlite3 import complete_statement, sqlite_version
from datetime import date as Date, datetime as Timestamp, time as Time

from ._connection import Connection, connect
from ._cursor import Cursor
from ._errors import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, NotSupportedError,
    OperationalError, ProgrammingError, Warning, _error, _undecodable,
    error_names as _error_names)
from ._values import Row, adapt, adapters, converters, PrepareProtocol, register_adapter, register_converter

apilevel = "2.0"
paramstyle = "qmark"
threadsafety = 3
Binary = memoryview
PARSE_DECLTYPES, PARSE_COLNAMES = 1, 2
LEGACY_TRANSACTION_CONTROL = -1
sqlite_version_info = tuple(int(part) for part in sqlite_version.split("."))
_names = {name: code for code, name in _error_names.items()}
globals().update(_names)
(SQLITE_LIMIT_LENGTH, SQLITE_LIMIT_SQL_LENGTH, SQLITE_LIMIT_COLUMN, SQLITE_LIMIT_EXPR_DEPTH,
 SQLITE_LIMIT_COMPOUND_SELECT, SQLITE_LIMIT_VDBE_OP, SQLITE_LIMIT_FUNCTION_ARG, SQLITE_LIMIT_ATTACHED,
 SQLITE_LIMIT_LIKE_PATTERN_LENGTH, SQLITE_LIMIT_VARIABLE_NUMBER, SQLITE_LIMIT_TRIGGER_DEPTH,
 SQLITE_LIMIT_WORKER_THREADS) = range(12)


def DateFromTicks(ticks):
    """The date of seconds since 1970, where we are."""
    return Date(*_time.localtime(ticks)[:3])


def TimeFromTicks(ticks):
    return Time(*_time.localtime(ticks)[3:6])


def TimestampFromTicks(ticks):
    return Timestamp(*_time.localtime(ticks)[:6])


def enable_callback_tracebacks(enable, /):
    """CPython prints what functions of SQL raise; gilt does not."""
    if enable:
        raise NotSupportedError("gilt's sqlite3 does not print tracebacks of callbacks")
