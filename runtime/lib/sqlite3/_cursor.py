"""Cursors: commands, what is put in for their placeholders, and the rows they give."""

import re
import warnings
from collections.abc import Sequence
from _traceback import hide_module as _hide_module

from ._errors import InterfaceError, ProgrammingError, Warning
from ._values import converters, storable

_hide_module()  # CPython has it in C
_PARSE_DECLTYPES, _PARSE_COLNAMES = 1, 2
_SKIPPED = re.compile(r"(\s+|--[^\n]*(\n|\Z)|/\*.*?(\*/|\Z))*", re.DOTALL)
_CHANGING = re.compile(r"(insert|update|delete|replace)\b", re.IGNORECASE)
_LEGACY = -1


def _is_changing(sql):
    return _CHANGING.match(sql, _SKIPPED.match(sql).end()) is not None


def _is_sequence(given):
    """Whether it has items by number: what is no sequence by its class may have the methods of one."""
    return isinstance(given, Sequence) or (hasattr(given, "__getitem__") and hasattr(given, "__len__")
                                           and not hasattr(given, "keys"))


class Cursor:
    """Runs commands of a connection; iterating gives the rows of the last one."""

    def __init__(self, connection, /):
        from ._connection import Connection
        if not isinstance(connection, Connection):
            raise TypeError(f"Cursor() argument 1 must be sqlite3.Connection, not {type(connection).__name__}")
        self.connection = connection
        self.arraysize = 1
        self.description = None
        self.lastrowid = None
        self.rowcount = -1
        self.row_factory = None
        self._statement = None
        self._next = None  # the row that is given next, or None
        self._converters = None
        self._is_closed = False
        self._is_running = False
        connection._check_thread()

    def _check(self):
        try:
            connection = self.connection
        except AttributeError:
            raise ProgrammingError("Base Cursor.__init__ not called.") from None
        if self._is_closed:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        if self._is_running:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        connection._check()
        return connection

    # --- running ---

    def execute(self, sql, parameters=(), /):
        """Run one command; the cursor itself."""
        return self._run("execute", sql, (parameters,), False)

    def executemany(self, sql, parameters, /):
        """Run a command for each of many sets of values."""
        return self._run("executemany", sql, iter(parameters), True)

    def _run(self, called, sql, sets, is_many):
        connection = self._check()
        if not isinstance(sql, str):
            raise TypeError(f"{called}() argument 1 must be str, not {type(sql).__name__}")
        self._reset()
        self._is_running = True
        try:
            self._run_statement(connection, sql, sets, is_many)
        except BaseException:
            self._reset()
            self.rowcount = -1
            raise
        finally:
            self._is_running = False
        return self

    def _run_statement(self, connection, sql, sets, is_many):
        database = connection._database
        if "\0" in sql:
            raise ProgrammingError("the query contains a null character")
        statement, rest = database.prepare(sql)
        if _SKIPPED.match(rest).end() < len(rest):
            raise ProgrammingError("You can only execute one statement at a time.")
        self.description = None
        is_changing = _is_changing(sql)
        if is_many and not is_changing:
            raise ProgrammingError("executemany() can only execute DML statements.")
        self.rowcount = 0 if is_changing else -1
        if statement is None:
            return
        if (is_changing and connection._autocommit == _LEGACY and connection._isolation_level is not None
                and not database.in_transaction()):
            connection._command("BEGIN " + connection._isolation_level)
        names = statement.parameters()
        columns = statement.names()
        self._converters = self._find_converters(statement, columns)
        for values in sets:
            statement.bind(self._values(names, values))
            row = statement.step(connection._text_factory_or_none, self._converters)
            self.description = tuple((self._column_name(name), *(None,) * 6) for name in columns) or None
            if is_many:
                while row is not None:
                    row = statement.step(connection._text_factory_or_none, self._converters)
            if is_changing:
                self.rowcount += database.changes()
        if not is_many:
            self.lastrowid = database.last_rowid()
            if row is not None:
                self._statement, self._next = statement, row

    def _column_name(self, name):
        if self.connection._detect_types & _PARSE_COLNAMES and " [" in name:
            return name.partition(" [")[0]
        return name

    def _find_converters(self, statement, columns):
        wanted = self.connection._detect_types
        if not wanted:
            return None
        found = []
        for name, kind in zip(columns, statement.types()):
            converter = None
            if wanted & _PARSE_COLNAMES and (match := re.search(r"\[(.*?)\]", name)):
                converter = converters.get(match[1].upper())
            if converter is None and wanted & _PARSE_DECLTYPES and kind:
                converter = converters.get(re.match(r"[^ (]*", kind)[0].upper())
            found.append(converter)
        return tuple(found)

    @staticmethod
    def _values(names, given):
        """A value for each parameter."""
        if isinstance(given, (tuple, list)) or not isinstance(given, dict) and _is_sequence(given):
            if len(given) != len(names):
                raise ProgrammingError("Incorrect number of bindings supplied. The current statement uses "
                                       f"{len(names)}, and there are {len(given)} supplied.")
            for i, name in enumerate(names, 1):
                if name is not None and not name.startswith("?"):
                    warnings.warn(f"Binding {i} ('{name}') is a named parameter, but you supplied a sequence which "
                                  "requires nameless (qmark) placeholders. Starting with Python 3.14 an "
                                  "sqlite3.ProgrammingError will be raised.", DeprecationWarning, stacklevel=5)
            return tuple([storable(given[i], i + 1) for i in range(len(names))])
        if not hasattr(given, "__getitem__"):
            raise ProgrammingError("parameters are of unsupported type")
        values = []
        for i, name in enumerate(names, 1):
            if name is None:
                raise ProgrammingError(f"Binding {i} has no name, but you supplied a dictionary (which has only "
                                       "names).")
            try:
                value = given[name[1:]]
            except LookupError:
                raise ProgrammingError(f"You did not supply a value for binding parameter :{name[1:]}.") from None
            values.append(storable(value, i))
        return tuple(values)

    def executescript(self, sql_script, /):
        """Run many commands, separated by semicolons."""
        connection = self._check()
        if not isinstance(sql_script, str):
            raise TypeError(f"executescript() argument must be str, not {type(sql_script).__name__}")
        if "\0" in sql_script:
            raise ValueError("embedded null character")
        database = connection._database
        if connection._autocommit == _LEGACY and database.in_transaction():
            connection._command("COMMIT")
        while sql_script:
            statement, sql_script = database.prepare(sql_script)
            while statement is not None and statement.step(None, None) is not None:
                pass
        return self

    # --- rows ---

    def _reset(self):
        statement, self._statement, self._next = self._statement, None, None
        if statement is not None:
            statement.reset()

    def __iter__(self):
        return self

    def __next__(self):
        connection = self._check()
        row = self._next
        if row is None:
            raise StopIteration
        self._is_running = True
        try:
            made = row if self.row_factory is None else self.row_factory(self, row)
            self._next = self._statement.step(connection._text_factory_or_none, self._converters)
        except BaseException:
            self._next = None
            raise
        finally:
            self._is_running = False
        if self._next is None:
            self._statement = None
        return made

    def fetchone(self):
        """The next row, or None."""
        return next(self, None)

    def fetchmany(self, size=None):
        """A list of the next rows."""
        rows = []
        size = self.arraysize if size is None else size
        while len(rows) < size or size < 0:
            row = next(self, None)
            if row is None:
                break
            rows.append(row)
        return rows

    def fetchall(self):
        """A list of all rows that are left."""
        return list(self)

    def close(self):
        if self._is_running:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        self.connection._check_thread()
        self.connection._check()
        self._reset()
        self._is_closed = True

    def setinputsizes(self, sizes, /):
        """Does nothing: DB-API wants it."""

    def setoutputsize(self, size, column=None, /):
        """Does nothing: DB-API wants it."""


Cursor.__module__ = "sqlite3"
