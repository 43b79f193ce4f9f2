"""Tables as text: a row a line, its fields separated by commas or what a dialect says."""

import re as _re
from _traceback import hide as _hide

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL", "Error",
           "Dialect", "excel", "excel_tab", "field_size_limit", "reader", "writer", "register_dialect",
           "get_dialect", "list_dialects", "Sniffer", "unregister_dialect", "DictReader", "DictWriter",
           "unix_dialect"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    """Text that is no table, or values that cannot be written as one."""


Error.__module__ = "_csv"

_field_limit = 131072


def field_size_limit(new_limit=..., /):
    """The length that a field may have; sets another if one is given."""
    global _field_limit
    old = _field_limit
    if new_limit is not ...:
        if not isinstance(new_limit, int):
            raise TypeError("limit must be an integer")
        _field_limit = new_limit
    return old


# --- dialects ----------------------------------------------------------------------------------

class Dialect:
    """How a table is written; subclasses set the attributes."""

    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        try:
            _Format(self)
        except TypeError as error:
            raise Error(str(error)) from None


class excel(Dialect):
    """As Excel writes it: commas, quotes where they are needed."""
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """The same with tabs."""
    delimiter = "\t"


class unix_dialect(Dialect):
    """Everything in quotes, lines that end as on Unix."""
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


_NAMES = {"delimiter": ",", "doublequote": True, "escapechar": None, "lineterminator": "\r\n", "quotechar": '"',
          "quoting": QUOTE_MINIMAL, "skipinitialspace": False, "strict": False}


class _Format:
    """The parameters of a reader or writer, checked: from a dialect, then from keywords."""

    def __init__(self, dialect=None, **keywords):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in keywords:
            if name not in _NAMES:
                raise TypeError(f"this function got an unexpected keyword argument {name!r}")
        for name, default in _NAMES.items():
            if name in keywords:
                value = keywords[name]
            elif dialect is not None and hasattr(dialect, name):
                value = getattr(dialect, name)
            else:
                value = default
            setattr(self, name, value)
        self._check(keywords, dialect)

    def _check(self, keywords, dialect):
        for name, may_be_none in (("delimiter", False), ("escapechar", True), ("quotechar", True)):
            value = getattr(self, name)
            if value is None and may_be_none:
                continue
            if not isinstance(value, str):
                kind = "string or None" if may_be_none else "string"
                raise TypeError(f'"{name}" must be {kind}, not {type(value).__name__}')
            if len(value) != 1:
                raise TypeError(f'"{name}" must be a 1-character string')
            if value in "\r\n" or (name != "delimiter" and value == " " and self.skipinitialspace):
                raise ValueError(f"bad {name} value")
        if not isinstance(self.quoting, int):
            raise TypeError('"quoting" must be an integer')
        if not QUOTE_MINIMAL <= self.quoting <= QUOTE_NOTNULL:
            raise TypeError('bad "quoting" value')
        if self.quotechar is None and self.quoting != QUOTE_NONE:
            if "quoting" in keywords or "quotechar" not in keywords:
                raise TypeError("quotechar must be set if quoting enabled")
            self.quoting = QUOTE_NONE
        if self.lineterminator is None:
            raise TypeError("lineterminator must be set")
        if not isinstance(self.lineterminator, str):
            raise TypeError('"lineterminator" must be a string')
        for name in ("doublequote", "skipinitialspace", "strict"):
            setattr(self, name, bool(getattr(self, name)))
        special = [("delimiter", self.delimiter), ("escapechar", self.escapechar), ("quotechar", self.quotechar)]
        for place, (first, value) in enumerate(special):
            for second, other in special[:place]:
                if value is not None and value == other:
                    raise ValueError(f"bad {second} or {first} value")
            if value is not None and value in self.lineterminator:
                raise ValueError(f"bad {first} or lineterminator value")


_dialects = {}


def register_dialect(name, dialect=None, **fmtparams):
    """Gives a dialect a name."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Format(dialect, **fmtparams)


def unregister_dialect(name):
    """Forgets the dialect of that name."""
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    """The dialect of that name."""
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    """The names of all dialects."""
    return list(_dialects)


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


# --- reading -----------------------------------------------------------------------------------

class _Reader:
    """An iterator over the rows of a table, lists of str."""

    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0
        ordinary = not dialect.skipinitialspace and dialect.quoting in (QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONE)
        self._splits = ordinary and dialect.escapechar is None

    def __iter__(self):
        return self

    def _next_line(self):
        line = next(self._lines)
        if not isinstance(line, str):
            raise Error(f"iterator should return strings, not {type(line).__name__} "
                        "(the file should be opened in text mode)")
        self.line_num += 1
        return line

    def __next__(self):
        line = self._next_line()
        dialect = self.dialect
        if self._splits and (dialect.quotechar is None or dialect.quoting == QUOTE_NONE
                             or dialect.quotechar not in line):
            text = line.rstrip("\r\n")
            if "\r" not in text and "\n" not in text and len(text) <= _field_limit:
                return text.split(dialect.delimiter) if text else []
        return _Parser(self, line).parse()


_reader = _Reader
_Reader.__module__ = "_csv"
_Reader.__qualname__ = _Reader.__name__ = "reader"


class _Parser:
    """Takes a row apart, character by character, fetching further lines while a quote is open."""

    def __init__(self, reader, line):
        self.reader = reader
        self.line = line
        self.dialect = reader.dialect
        self.row = []
        self.field = []
        self.is_quoted = False  # the field began with a quote

    def save_field(self):
        text = "".join(self.field)
        quoting = self.dialect.quoting
        value = text
        if not self.is_quoted:
            if quoting == QUOTE_NOTNULL and not text or quoting == QUOTE_STRINGS and not text:
                value = None
            elif text and quoting in (QUOTE_NONNUMERIC, QUOTE_STRINGS):
                value = float(text)
        self.row.append(value)
        self.field = []
        self.is_quoted = False

    def add(self, char):
        if len(self.field) >= _field_limit:
            raise Error(f"field larger than field limit ({_field_limit})")
        self.field.append(char)

    def parse(self):
        state = self.start_record
        while True:
            for char in self.line:
                state = state(char)
            if state in (self.in_quotes, self.escaped_in_quotes):
                state = self.in_quotes if state == self.in_quotes else self.end_escaped()
            elif state == self.escaped:
                self.add("\n")
                state = self.in_field
            elif state != self.after_escaped_end:
                break
            try:
                self.line = self.reader._next_line()
            except StopIteration:
                if self.dialect.strict:
                    raise Error("unexpected end of data") from None
                break
        if state not in (self.start_record, self.after_row):
            self.save_field()
        return self.row

    def end_escaped(self):
        self.add("\n")
        return self.in_quotes

    # The states: each takes a character and returns the next state.

    def start_record(self, char):
        if char in "\r\n":
            return self.after_row
        return self.start_field(char)

    def start_field(self, char):
        dialect = self.dialect
        if char in "\r\n":
            self.save_field()
            return self.after_row
        if char == dialect.quotechar and dialect.quoting != QUOTE_NONE:
            self.is_quoted = True
            return self.in_quotes
        if char == dialect.escapechar:
            return self.escaped
        if char == " " and dialect.skipinitialspace:
            return self.start_field
        if char == dialect.delimiter:
            self.save_field()
            return self.start_field
        self.add(char)
        return self.in_field

    def escaped(self, char):
        self.add(char)
        return self.after_escaped_end if char in "\r\n" else self.in_field

    def after_escaped_end(self, char):
        """The field goes on in the next line, unless more follows in this one."""
        return self.in_field(char)

    def in_field(self, char):
        dialect = self.dialect
        if char in "\r\n":
            self.save_field()
            return self.after_row
        if char == dialect.escapechar:
            return self.escaped
        if char == dialect.delimiter:
            self.save_field()
            return self.start_field
        self.add(char)
        return self.in_field

    def in_quotes(self, char):
        dialect = self.dialect
        if char == dialect.escapechar:
            return self.escaped_in_quotes
        if char == dialect.quotechar and dialect.quoting != QUOTE_NONE:
            return self.after_quote if dialect.doublequote else self.in_field
        self.add(char)
        return self.in_quotes

    def escaped_in_quotes(self, char):
        self.add(char)
        return self.in_quotes

    def after_quote(self, char):
        dialect = self.dialect
        if char == dialect.quotechar and dialect.quoting != QUOTE_NONE:
            self.add(char)
            return self.in_quotes
        if char == dialect.delimiter:
            self.save_field()
            return self.start_field
        if char in "\r\n":
            self.save_field()
            return self.after_row
        if dialect.strict:
            raise Error(f"'{dialect.delimiter}' expected after '{dialect.quotechar}'")
        self.add(char)
        return self.in_field

    def after_row(self, char):
        if char not in "\r\n":
            raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")
        return self.after_row


def reader(iterable, /, dialect="excel", **fmtparams):
    """An iterator over the rows in an iterable of lines, such as a text file."""
    return _Reader(iterable, _Format(dialect, **fmtparams))


# --- writing -----------------------------------------------------------------------------------

class _Writer:
    """Writes rows to a file."""

    def __init__(self, file, dialect):
        if not callable(getattr(file, "write", None)):
            raise TypeError('argument 1 must have a "write" method')
        self._write = file.write
        self.dialect = dialect
        special = {dialect.delimiter, dialect.quotechar, dialect.escapechar, "\n", "\r", *dialect.lineterminator}
        special -= {None}
        self._special = _re.compile("[" + "".join(map(_re.escape, special)) + "]")

    def writerow(self, row, /):
        """Writes one row; returns what the file's write() does."""
        try:
            fields = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        dialect = self.dialect
        parts = [self._field(value) for value in fields]
        if parts == [""]:
            value = next(iter(row)) if isinstance(row, (list, tuple)) else ""
            if dialect.quoting == QUOTE_NONE or value is None and dialect.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                raise Error("single empty field record must be quoted")
            parts = [dialect.quotechar * 2]
        return self._write(dialect.delimiter.join(parts) + dialect.lineterminator)

    def writerows(self, rows, /):
        """Writes several rows."""
        for row in rows:
            self.writerow(row)

    def _field(self, value):
        dialect = self.dialect
        quoting = dialect.quoting
        text = value if isinstance(value, str) else "" if value is None else \
            repr(value) if isinstance(value, float) else str(value)
        is_number = isinstance(value, (int, float)) or hasattr(value, "__float__")
        has_quotes = (quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not is_number
                      or quoting == QUOTE_STRINGS and isinstance(value, str)
                      or quoting == QUOTE_NOTNULL and value is not None)
        if not text and dialect.delimiter == " " and dialect.skipinitialspace:
            # A reader would skip the field with the spaces.
            if quoting == QUOTE_NONE or value is None and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                raise Error("empty field must be quoted if delimiter is a space and skipinitialspace is true")
            has_quotes = True
        if not self._special.search(text):
            return dialect.quotechar + text + dialect.quotechar if has_quotes else text
        out = []
        for char in text:
            if char in (dialect.quotechar, dialect.escapechar, dialect.delimiter, "\n", "\r") \
                    or char in dialect.lineterminator:
                escapes = False
                if quoting == QUOTE_NONE:
                    escapes = True
                elif char == dialect.quotechar:
                    if dialect.doublequote:
                        out.append(char)
                    else:
                        escapes = True
                elif char == dialect.escapechar:
                    escapes = True
                if not escapes:
                    has_quotes = True
                elif dialect.escapechar is None:
                    raise Error("need to escape, but no escapechar set")
                else:
                    out.append(dialect.escapechar)
            out.append(char)
        text = "".join(out)
        return dialect.quotechar + text + dialect.quotechar if has_quotes else text


_writer = _Writer
_Writer.__module__ = "_csv"
_Writer.__qualname__ = _Writer.__name__ = "writer"


def writer(file, /, dialect="excel", **fmtparams):
    """An object that writes rows to a file."""
    return _Writer(file, _Format(dialect, **fmtparams))


# --- rows as dicts -------------------------------------------------------------------------------

class DictReader:
    """Rows as dicts. Without fieldnames the first row has the names."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey  # the key of a list of what a row has too many
        self.restval = restval  # the value of names a row has nothing for
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        """The names of the fields."""
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        names = self.fieldnames if self.line_num == 0 else self._fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        result = dict(zip(names, row))
        if len(names) < len(row):
            result[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            result[name] = self.restval
        return result


class DictWriter:
    """Writes dicts as rows, the fields in the order of fieldnames."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        """Writes the names."""
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, values):
        if self.extrasaction == "raise":
            wrong = values.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: "
                                 + ", ".join(repr(name) for name in wrong))
        return (values.get(name, self.restval) for name in self.fieldnames)

    def writerow(self, rowdict):
        """Writes one dict."""
        return self.writer.writerow(list(self._row(rowdict)))

    def writerows(self, rowdicts):
        """Writes several."""
        return self.writer.writerows(map(list, map(self._row, rowdicts)))


from _csv_sniffer import Sniffer

# What CPython has in C leaves no frames in tracebacks.
for _function in (field_size_limit, register_dialect, unregister_dialect, get_dialect, reader, writer,
                  *[member for cls in (_Format, _Reader, _Parser, _Writer) for member in vars(cls).values()]):
    if hasattr(_function, "__code__"):
        _hide(_function.__code__)
