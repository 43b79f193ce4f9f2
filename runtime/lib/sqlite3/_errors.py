"""The exceptions of sqlite3, and which one a code of SQLite is."""


class Warning(Exception):
    pass


class Error(Exception):
    pass


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class InternalError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class DataError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


for _cls in (Warning, Error, InterfaceError, DatabaseError, InternalError, OperationalError, ProgrammingError,
             IntegrityError, DataError, NotSupportedError):
    _cls.__module__ = "sqlite3"
del _cls

_NAMES = ("OK ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR CORRUPT NOTFOUND FULL CANTOPEN "
          "PROTOCOL EMPTY SCHEMA TOOBIG CONSTRAINT MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB NOTICE "
          "WARNING").split()
# Which constraint, from the second byte of the code.
_CONSTRAINTS = ("CHECK COMMITHOOK FOREIGNKEY FUNCTION NOTNULL PRIMARYKEY TRIGGER UNIQUE VTAB ROWID PINNED "
                "DATATYPE").split()
error_names = {code: f"SQLITE_{name}" for code, name in enumerate(_NAMES)}
error_names |= {19 | i << 8: f"SQLITE_CONSTRAINT_{name}" for i, name in enumerate(_CONSTRAINTS, 1)}
error_names |= {100: "SQLITE_ROW", 101: "SQLITE_DONE", 261: "SQLITE_BUSY_RECOVERY", 517: "SQLITE_BUSY_SNAPSHOT",
                262: "SQLITE_LOCKED_SHAREDCACHE", 270: "SQLITE_CANTOPEN_NOTEMPDIR", 526: "SQLITE_CANTOPEN_ISDIR",
                264: "SQLITE_READONLY_RECOVERY", 776: "SQLITE_READONLY_ROLLBACK", 1032: "SQLITE_READONLY_DBMOVED",
                266: "SQLITE_IOERR_READ", 522: "SQLITE_IOERR_SHORT_READ", 778: "SQLITE_IOERR_WRITE",
                257: "SQLITE_ERROR_MISSING_COLLSEQ", 516: "SQLITE_ABORT_ROLLBACK"}
_CLASSES = {
    InternalError: (2, 12), DataError: (18,), IntegrityError: (19, 20), InterfaceError: (21, 25),
    OperationalError: (1, 3, 4, 5, 6, 8, 9, 10, 13, 14, 15, 16, 17)}
_CLASS_OF = {code: cls for cls, codes in _CLASSES.items() for code in codes}


def _error(code, message):
    """The exception for a code of SQLite, the extended one."""
    error = _CLASS_OF.get(code & 0xFF, DatabaseError)(message)
    error.sqlite_errorcode = code
    error.sqlite_errorname = error_names.get(code) or error_names.get(code & 0xFF, "unknown")
    return error


def _undecodable(column, data):
    """The exception for a text that is not UTF-8."""
    return OperationalError(f"Could not decode to UTF-8 column '{column}' with text '{data.decode(errors='replace')}'")
