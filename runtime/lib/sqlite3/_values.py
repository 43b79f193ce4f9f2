"""What becomes of values on their way to the database and back: adapters, converters, rows."""

import datetime
import warnings
from _traceback import hide_module as _hide_module
from collections.abc import Sequence

from ._errors import ProgrammingError

_hide_module()  # CPython has it in C
adapters = {}  # (class, PrepareProtocol): function
converters = {}  # name in upper case: function of bytes
_PLAIN = int, float, str, bytes, bytearray, memoryview
_adapted = set()  # the classes of _PLAIN that have an adapter all the same


class PrepareProtocol:
    """What __conform__ is asked for."""


PrepareProtocol.__module__ = "sqlite3"


def register_adapter(type, adapter, /):
    """Values of this class are stored as the function says."""
    adapters[type, PrepareProtocol] = adapter
    if type in _PLAIN:
        _adapted.add(type)


def register_converter(typename, converter, /):
    """Columns of this type are what the function makes of their bytes."""
    converters[typename.upper()] = converter


def adapt(obj, proto=PrepareProtocol, /, *default):
    """What an object is stored as."""
    adapter = adapters.get((type(obj), proto))
    if adapter is not None:
        return adapter(obj)
    for holder, name, other in (proto, "__adapt__", obj), (obj, "__conform__", proto):
        method = getattr(holder, name, None)
        if method is not None:
            adapted = method(other)
            if adapted is not None:
                return adapted
    if default:
        return default[0]
    raise ProgrammingError("can't adapt")


def storable(value, name):
    """The value for a parameter, as SQLite takes it."""
    cls = type(value)
    if value is None or cls in _PLAIN and cls not in _adapted:
        return value
    value = adapt(value, PrepareProtocol, value)
    if value is None or isinstance(value, _PLAIN) or hasattr(value, "__buffer__"):
        return value
    raise ProgrammingError(f"Error binding parameter {name}: type '{type(value).__name__}' is not supported")


def _deprecated(what):
    warnings.warn(f"The default {what} is deprecated as of Python 3.12; see the sqlite3 documentation for "
                  "suggested replacement recipes", DeprecationWarning, stacklevel=5 if "adapter" in what else 3)


def _adapt_date(value):
    _deprecated("date adapter")
    return value.isoformat()


def _adapt_datetime(value):
    _deprecated("datetime adapter")
    return value.isoformat(" ")


def _convert_date(text):
    _deprecated("date converter")
    return datetime.date(*map(int, text.split(b"-")))


def _convert_timestamp(text):
    _deprecated("timestamp converter")
    day, clock = text.split(b" ")
    seconds, _, fraction = clock.partition(b".")
    microseconds = int(f"{fraction.decode():0<6.6}") if fraction else 0
    return datetime.datetime(*map(int, day.split(b"-")), *map(int, seconds.split(b":")), microseconds)


register_adapter(datetime.date, _adapt_date)
register_adapter(datetime.datetime, _adapt_datetime)
register_converter("date", _convert_date)
register_converter("timestamp", _convert_timestamp)


class Row:
    """A row that knows the names of its columns; for Connection.row_factory."""

    __slots__ = "_values", "_names"

    def __new__(cls, cursor, data, /):
        from ._cursor import Cursor
        if not isinstance(cursor, Cursor):
            raise TypeError(f"Row() argument 1 must be sqlite3.Cursor, not {type(cursor).__name__}")
        if not isinstance(data, tuple):
            raise TypeError(f"Row() argument 2 must be tuple, not {type(data).__name__}")
        self = super().__new__(cls)
        self._values = data
        self._names = tuple(column[0] for column in cursor.description or ())
        return self

    def keys(self):
        """The names of the columns."""
        return list(self._names)

    def __getitem__(self, key):
        if not isinstance(key, str):
            if isinstance(key, (int, slice)):
                return self._values[key]
            raise IndexError("Index must be int or string")
        for name, value in zip(self._names, self._values):
            if name == key or name.isascii() and key.isascii() and name.lower() == key.lower():
                return value
        raise IndexError("No item with that key")

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return iter(self._values)

    def __hash__(self):
        return hash(self._names) ^ hash(self._values)

    def __eq__(self, other):
        if not isinstance(other, Row):
            return NotImplemented
        return self._names == other._names and self._values == other._values


Sequence.register(Row)
Row.__module__ = "sqlite3"
