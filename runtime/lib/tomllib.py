"""Reads TOML files (toml.io, version 1.0): load() and loads()."""

import datetime
import re
from types import MappingProxyType

__all__ = ("loads", "load", "TOMLDecodeError")

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_NUMBER = re.compile(r"0(?:x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|b[01](?:_?[01])*|o[0-7](?:_?[0-7])*)"
                     r"|[+-]?(?:0|[1-9](?:_?[0-9])*)(?P<float>(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)")
_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
                   r"(?:[Tt ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,6})\d*)?"
                   r"(?:([Zz])|([+-])([01]\d|2[0-3]):([0-5]\d))?)?")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,6})\d*)?")
_ESCAPES = MappingProxyType({"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"})


class TOMLDecodeError(ValueError):
    """Text that is no TOML."""


def load(fp, /, *, parse_float=float):
    """What a binary file says, as a dict."""
    data = fp.read()
    try:
        text = data.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(text, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    """What text says, as a dict."""
    if not isinstance(s, str):
        raise TypeError(f"Expected str object, not {type(s).__qualname__!r}")
    return _Reader(s.replace("\r\n", "\n"), parse_float).document()


class _Table(dict):
    """A table while it is read."""

    is_closed = False    # written in braces: nothing may be added
    is_declared = False  # had a header of its own
    is_dotted = False    # came to be by a dotted key


class _Tables(list):
    """An array of tables, from [[headers]]."""


class _Reader:
    def __init__(self, text, parse_float):
        self.text = text
        self.place = 0
        self.parse_float = parse_float

    def fail(self, message, place=None):
        place = self.place if place is None else place
        if place >= len(self.text):
            where = "end of document"
        else:
            line = self.text.count("\n", 0, place) + 1
            column = place - self.text.rfind("\n", 0, place) if line > 1 else place + 1
            where = f"line {line}, column {column}"
        raise TOMLDecodeError(f"{message} (at {where})")

    def peek(self, n=1):
        return self.text[self.place:self.place + n]

    def skip(self, characters=" \t"):
        while self.place < len(self.text) and self.text[self.place] in characters:
            self.place += 1

    def skip_comment(self):
        if self.peek() == "#":
            end = self.text.find("\n", self.place)
            end = len(self.text) if end < 0 else end
            for place in range(self.place, end):
                if ord(self.text[place]) < 32 and self.text[place] != "\t" or self.text[place] == "\x7f":
                    self.fail(f"Found invalid character {self.text[place]!r}", place)
            self.place = end

    def skip_lines(self):
        while True:
            self.skip(" \t\n")
            if self.peek() != "#":
                return
            self.skip_comment()

    # --- the document ---

    def document(self):
        root = current = _Table()
        while True:
            self.skip(" \t\n")
            char = self.peek()
            if not char:
                return _plain(root)
            if char == "#":
                self.skip_comment()
            elif char == "[":
                current = self.header(root)
            elif char in "\"'" or _BARE.match(char):
                self.pair(current)
            else:
                self.fail("Invalid statement")
            self.skip()
            self.skip_comment()
            if self.peek() not in ("\n", ""):
                self.fail("Expected newline or end of document after a statement")

    def header(self, root):
        """[table] or [[array of tables]]; the table that follows."""
        is_array = self.peek(2) == "[["
        self.place += 1 + is_array
        self.skip()
        keys = self.keys()
        if self.peek(1 + is_array) != "]" * (1 + is_array):
            self.fail(f"Expected {']' * (1 + is_array)!r} at the end of a table declaration" if not is_array
                      else "Expected ']]' at the end of an array declaration")
        place = self.place
        self.place += 1 + is_array
        table = root
        for key in keys[:-1]:
            table = self.descend(table.setdefault(key, _Table()), place)
        last = keys[-1]
        if is_array:
            tables = table.setdefault(last, _Tables())
            if not isinstance(tables, _Tables):
                self.fail("Cannot overwrite a value" if not isinstance(tables, list)
                          else "Cannot mutate immutable namespace " + ".".join(keys), place)
            tables.append(_Table())
            return tables[-1]
        made = table.setdefault(last, _Table())
        if not isinstance(made, _Table) or made.is_declared or made.is_closed or made.is_dotted:
            self.fail(f"Cannot declare {tuple(keys)} twice", place)
        made.is_declared = True
        return made

    def descend(self, value, place):
        if isinstance(value, _Tables):
            value = value[-1]
        if not isinstance(value, _Table) or value.is_closed:
            self.fail("Cannot overwrite a value", place)
        return value

    def pair(self, table):
        """key = value"""
        keys = self.keys()
        if self.peek() != "=":
            self.fail("Expected '=' after a key in a key/value pair")
        self.place += 1
        self.skip()
        value = self.value()
        for key in keys[:-1]:
            is_new = key not in table
            table = self.descend(table.setdefault(key, _Table()), self.place)
            if not is_new and table.is_declared:
                self.fail("Cannot redefine namespace", self.place)
            table.is_dotted = True
        if keys[-1] in table:
            self.fail("Cannot overwrite a value", self.place)
        table[keys[-1]] = value

    def keys(self):
        """The parts of a dotted key."""
        keys = [self.key()]
        while True:
            self.skip()
            if self.peek() != ".":
                return keys
            self.place += 1
            self.skip()
            keys.append(self.key())

    def key(self):
        match = _BARE.match(self.text, self.place)
        if match:
            self.place = match.end()
            return match.group()
        if self.peek() == '"':
            return self.basic()
        if self.peek() == "'":
            return self.literal()
        self.fail("Invalid initial character for a key part")

    # --- values ---

    def value(self):
        char = self.peek()
        if char == '"':
            return self.long_basic() if self.peek(3) == '"""' else self.basic()
        if char == "'":
            return self.long_literal() if self.peek(3) == "'''" else self.literal()
        for word, value in (("true", True), ("false", False)):
            if self.text.startswith(word, self.place):
                self.place += len(word)
                return value
        if char == "[":
            return self.array()
        if char == "{":
            return self.inline_table()
        for pattern, make in ((_DATE, self.date), (_TIME, self.time), (_NUMBER, self.number)):
            match = pattern.match(self.text, self.place)
            if match:
                value = make(match)
                self.place = match.end()
                return value
        for word in ("inf", "nan", "+inf", "-inf", "+nan", "-nan"):
            if self.text.startswith(word, self.place):
                self.place += len(word)
                return self.parse_float(word)
        self.fail("Invalid value")

    def number(self, match):
        return self.parse_float(match.group()) if match.group("float") else int(match.group(), 0)

    def time(self, match):
        hour, minute, second, fraction = match.groups()
        return datetime.time(int(hour), int(minute), int(second), int((fraction or "0").ljust(6, "0")))

    def date(self, match):
        year, month, day, hour, minute, second, fraction, zulu, sign, hours, minutes = match.groups()
        try:
            if hour is None:
                return datetime.date(int(year), int(month), int(day))
            zone = None
            if zulu:
                zone = datetime.timezone.utc
            elif sign:
                offset = datetime.timedelta(hours=int(hours), minutes=int(minutes))
                zone = datetime.timezone(offset if sign == "+" else -offset)
            return datetime.datetime(int(year), int(month), int(day), int(hour), int(minute), int(second),
                                     int((fraction or "0").ljust(6, "0")), zone)
        except ValueError:
            self.fail("Invalid date or datetime")

    def array(self):
        self.place += 1
        values = []
        while True:
            self.skip_lines()
            if self.peek() == "]":
                break
            values.append(self.value())
            self.skip_lines()
            if self.peek() == "]":
                break
            if self.peek() != ",":
                self.fail("Unclosed array")
            self.place += 1
        self.place += 1
        return values

    def inline_table(self):
        self.place += 1
        table = _Table()
        self.skip()
        if self.peek() != "}":
            while True:
                self.pair(table)
                self.skip()
                if self.peek() == "}":
                    break
                if self.peek() != ",":
                    self.fail("Unclosed inline table")
                self.place += 1
                self.skip()
        self.place += 1
        table.is_closed = True
        return table

    # --- strings ---

    def literal(self):
        end = self.text.find("'", self.place + 1)
        line = self.text.find("\n", self.place)
        if end < 0 or -1 < line < end:
            self.fail("Expected \"'\"", len(self.text) if line < 0 else line)
        value = self.text[self.place + 1:end]
        self.place = end + 1
        return value

    def long_literal(self):
        self.place += 3
        if self.peek() == "\n":
            self.place += 1
        end = self.text.find("'''", self.place)
        if end < 0:
            self.fail("Expected \"'''\"", len(self.text))
        value = self.text[self.place:end]
        self.place = end + 3
        while self.peek() == "'" and not value.endswith("''"):
            value += "'"
            self.place += 1
        return value

    def basic(self):
        self.place += 1
        parts = []
        while True:
            char = self.peek()
            if not char:
                self.fail("Unterminated string")
            if char == '"':
                self.place += 1
                return "".join(parts)
            if char == "\\":
                parts.append(self.escape(False))
            elif ord(char) < 32 and char != "\t" or char == "\x7f":
                self.fail(f"Illegal character {char!r}")
            else:
                parts.append(char)
                self.place += 1

    def long_basic(self):
        self.place += 3
        if self.peek() == "\n":
            self.place += 1
        parts = []
        while True:
            char = self.peek()
            if not char:
                self.fail("Unterminated string")
            if self.peek(3) == '"""':
                self.place += 3
                for _ in range(2):
                    if self.peek() == '"':
                        parts.append('"')
                        self.place += 1
                return "".join(parts)
            if char == "\\":
                parts.append(self.escape(True))
            elif ord(char) < 32 and char not in "\t\n" or char == "\x7f":
                self.fail(f"Illegal character {char!r}")
            else:
                parts.append(char)
                self.place += 1

    def escape(self, is_long):
        """What stands for a backslash and the characters after it."""
        char = self.text[self.place + 1:self.place + 2]
        if is_long and char and char in " \t\n":
            place = self.place
            self.place += 1
            self.skip()
            if self.peek() != "\n":
                self.fail("Unescaped '\\' in a string", place + 2)
            self.skip(" \t\n")
            return ""
        if char in _ESCAPES and char:
            self.place += 2
            return _ESCAPES[char]
        if char in ("u", "U"):
            size = 4 if char == "u" else 8
            digits = self.text[self.place + 2:self.place + 2 + size]
            if len(digits) < size or not re.fullmatch("[0-9a-fA-F]+", digits):
                self.fail("Invalid hex value", self.place + 2)
            number = int(digits, 16)
            if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
                self.fail("Escaped character is not a Unicode scalar value", self.place + 2 + size)
            self.place += 2 + size
            return chr(number)
        self.fail("Unescaped '\\' in a string", self.place + 2)


def _plain(value):
    """The value in ordinary dicts and lists."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
