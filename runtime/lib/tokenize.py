"""Python source as a stream of tokens, comments and line ends among them."""

import builtins
import collections
import codecs
import io
import re
from token import *
from token import EXACT_TOKEN_TYPES, __all__ as _kinds

__all__ = [*_kinds, "tokenize", "generate_tokens", "detect_encoding", "untokenize", "TokenInfo", "open",
           "TokenError"]

tabsize = 8


class TokenError(Exception):
    pass


class TokenInfo(collections.namedtuple("TokenInfo", "type string start end line")):
    """A token: its kind, its text, where it begins and ends (line, column), and the line."""

    def __repr__(self):
        kind = f"{self.type} ({tok_name[self.type]})"
        return "TokenInfo(type=%s, string=%r, start=%r, end=%r, line=%r)" % (kind, *self[1:])

    @property
    def exact_type(self):
        """The kind, and for an operator which one."""
        return EXACT_TOKEN_TYPES.get(self.string, OP) if self.type == OP else self.type


_digits = r"[0-9](?:_?[0-9])*"
_exponent = rf"[eE][-+]?{_digits}"
_number = re.compile(
    rf"0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+"
    rf"|(?:(?:{_digits}\.(?:{_digits})?|\.{_digits})(?:{_exponent})?|{_digits}(?:{_exponent})?)[jJ]?")
_name = re.compile(r"\w+")
_prefix = re.compile(r"(?i)(br?|rb?|u|rf?|fr?|)('''|\"\"\"|'|\")")
_operator = re.compile("|".join(map(re.escape, sorted(EXACT_TOKEN_TYPES, key=len, reverse=True))))
_string_end = {quote: re.compile(rf"(?:\\(?s:.)|[^\\\n{quote}])*{quote}") for quote in "'\""}
_string_end |= {3 * quote: re.compile(rf"(?s)(?:\\.|(?!{3 * quote}).)*?{3 * quote}") for quote in "'\""}


class _FormatString:
    """An f-string that the scanner is in."""

    def __init__(self, quote, is_raw, start):
        self.quote = quote
        self.is_raw = is_raw
        self.start = start
        self.depths = []  # of each open replacement field: how many brackets are open around its braces
        self.in_spec = False


class _Scanner:
    """Cuts a text into tokens. The text is held whole, a position in it is a number of characters."""

    def __init__(self, lines):
        self.text = "".join(lines)
        self.starts = [0]  # of each line
        for line in lines:
            self.starts.append(self.starts[-1] + len(line))
        self.row = 1  # of self.at
        self.at = 0
        self.continued_row = 0  # the last line that goes on behind a backslash
        self.indents = [0]
        self.depth = 0  # of open brackets
        self.strings = []  # the f-strings that are open, the innermost last

    def place(self, at):
        """(line, column) of a position not before self.at's line."""
        row = self.row
        while row < len(self.starts) and self.starts[row] <= at and at < len(self.text):
            row += 1
        return row, at - self.starts[row - 1]

    def token(self, kind, end):
        """The token from self.at to end; goes behind it."""
        start = self.place(self.at)
        string = self.text[self.at:end]
        if string.endswith("\n") and kind in (NEWLINE, NL):
            stop = start[0], start[1] + len(string)
        else:
            stop = self.place(end) if end < len(self.text) else self.place_at_end(end)
        line = self.text[self.starts[start[0] - 1]:self.starts[min(stop[0], len(self.starts) - 1)]]
        self.at = end
        self.row = start[0] + 1 if kind in (NEWLINE, NL) else stop[0]
        return TokenInfo(kind, string, start, stop, line)

    def place_at_end(self, at):
        """The place behind the last character."""
        row = len(self.starts) - 1
        if not self.text or self.text.endswith("\n"):
            return row + 1, 0
        return row, at - self.starts[row - 1]

    def line_of(self, at):
        row = self.place(at)[0]
        return self.text[self.starts[row - 1]:self.starts[row]] if row < len(self.starts) else ""

    def fail(self, message, at=None, shift=0):
        row, column = self.place(self.at if at is None else at)
        raise TokenError(message, (row, column + shift))

    def run(self):
        """All tokens but the first, ENCODING."""
        at_line_start = True
        while True:
            if self.strings and not self.strings[-1].depths or self.strings and self.strings[-1].in_spec:
                yield from self.format_text()
                continue
            if at_line_start:
                yield from self.indentation()
                at_line_start = False
            self.skip_blanks()
            if self.at >= len(self.text):
                break
            c = self.text[self.at]
            if c == "#":
                yield self.token(COMMENT, self.at + len(self.text[self.at:].split("\n")[0].rstrip("\r")))
            elif c in "\r\n":
                end = self.at + (2 if self.text.startswith("\r\n", self.at) else 1)
                is_blank = self.is_blank()
                yield self.token(NL if is_blank or self.depth else NEWLINE, end)
                at_line_start = not self.depth
            else:
                yield self.word()
        yield from self.ending()

    def is_blank(self):
        """Whether the line up to here holds nothing but a comment."""
        before = self.text[self.starts[self.row - 1]:self.at].lstrip(" \t\f")
        return (not before or before[0] == "#") and self.row != self.continued_row

    def skip_blanks(self):
        while self.at < len(self.text):
            c = self.text[self.at]
            if c in " \t\f":
                self.at += 1
            elif c == "\\" and self.text[self.at + 1:self.at + 2] in ("\n", "\r"):
                place = self.at + (self.at > 0 and self.at != self.starts[self.row - 1])
                self.at += 3 if self.text.startswith("\r\n", self.at + 1) else 2
                if self.at >= len(self.text):
                    raise TokenError("unexpected EOF in multi-line statement",
                                     (self.row, 0 if place == 0 else self.at - self.starts[self.row - 1]))
                self.row += 1
                self.continued_row = self.row
            else:
                break

    def indentation(self):
        """INDENT or DEDENTs at the beginning of a line that is not blank."""
        end, column = self.at, 0
        while end < len(self.text) and self.text[end] in " \t\f":
            column = 0 if self.text[end] == "\f" else column + (1 if self.text[end] == " " else 8 - column % 8)
            end += 1
        if end >= len(self.text) or self.text[end] in "#\r\n\\":
            return
        if column > self.indents[-1]:
            self.indents.append(column)
            yield self.token(INDENT, end)
        while column < self.indents[-1]:
            self.indents.pop()
            if column > self.indents[-1]:
                raise IndentationError("unindent does not match any outer indentation level",
                                       ("<string>", self.row, end - self.at, self.line_of(self.at)))
            place = self.place(end)
            yield TokenInfo(DEDENT, "", place, place, self.line_of(end))

    def word(self):
        """A number, a name, a string, an operator."""
        text, at = self.text, self.at
        string = _prefix.match(text, at)
        if string:
            return self.string(string)
        number = _number.match(text, at) if text[at].isdigit() or text[at] == "." else None
        if number:
            return self.token(NUMBER, number.end())
        name = _name.match(text, at)
        if name:
            return self.token(NAME, name.end())
        return self.operator()

    def operator(self):
        found = _operator.match(self.text, self.at)
        end = found.end() if found else self.at + 1
        current = self.strings[-1] if self.strings else None
        if current and self.depth == current.depths[-1] + 1:
            if self.text[self.at] == ":":
                end = self.at + 1
                current.in_spec = True
            elif self.text[self.at] == "!" and self.text[self.at + 1:self.at + 2] != "=":
                end = self.at + 1
        c = self.text[self.at:end]
        if c in "([{" and c:
            self.depth += 1
        elif c in ")]}" and c:
            self.depth = max(self.depth - 1, 0)
            if current and c == "}" and self.depth == current.depths[-1]:
                current.depths.pop()
                current.in_spec = bool(current.depths)
        return self.token(OP, end)

    def string(self, found):
        prefix, quote = found.groups()
        if "f" in prefix.lower():
            self.strings.append(_FormatString(quote, "r" in prefix.lower(), self.at))
            return self.token(FSTRING_START, found.end())
        current = self.strings[-1] if self.strings else None
        end = _string_end[quote].match(self.text, found.end())
        if current and current.quote == quote and (len(quote) == 3 or not end):
            self.fail("f-string: expecting '}'", shift=1)
        if not end and len(quote) == 3:
            self.fail("EOF in multi-line string", shift=1)
        if not end:
            row = self.place(self.at)[0]
            self.fail(f"unterminated string literal (detected at line {row})", shift=1)
        return self.token(STRING, end.end())

    def format_text(self):
        """The text of an f-string up to its end, or to a replacement field."""
        current = self.strings[-1]
        is_spec = current.in_spec
        begin = end = self.at
        while True:
            if end >= len(self.text) or self.text[end] == "\n" and len(current.quote) == 1:
                self.unterminated(current)
            c = self.text[end]
            if c == "\\" and not is_spec and not current.is_raw and self.text.startswith("N{", end + 1):
                end = self.text.find("}", end) + 1 or len(self.text)
            elif c == "\\" and self.text[end + 1:end + 2] not in ("{", "}"):
                end += 2
            elif c in "{}" and self.text[end + 1:end + 2] == c and not is_spec:
                yield self.token(FSTRING_MIDDLE, end + 1)
                self.at = begin = end = end + 2
            elif c in "{}" or self.text.startswith(current.quote, end):
                break
            else:
                end += 1
        c = self.text[end]
        if end > begin or is_spec and c == "}" and self.text[begin - 1] == "}":
            yield self.token(FSTRING_MIDDLE, end)
        if c == "{":
            current.depths.append(self.depth)
            current.in_spec = False
            self.depth += 1
            yield self.token(OP, end + 1)
        elif c == "}":
            yield self.operator()
        else:
            self.strings.pop()
            yield self.token(FSTRING_END, end + len(current.quote))

    def unterminated(self, current):
        row, column = 1, 0
        while self.starts[row] <= current.start:
            row += 1
        kind = "triple-quoted f-string literal" if len(current.quote) == 3 else "f-string literal"
        last = len(self.starts) - 1 if len(current.quote) == 3 else row
        raise TokenError(f"unterminated {kind} (detected at line {last})",
                         (row, current.start - self.starts[row - 1] + 1))

    def ending(self):
        """What closes the last line, the blocks, and the text."""
        row, column = self.place_at_end(self.at)
        if self.text and not self.text.endswith("\n"):
            kind = NL if self.is_blank() or self.depth else NEWLINE
            yield TokenInfo(kind, "", (row, column), (row, column + 1), self.line_of_row(row))
            row += 1
        if self.depth and any(c in "([{" for c in self.text):
            raise TokenError("unexpected EOF in multi-line statement", (max(row - 1, 1), 0))
        for _ in self.indents[1:]:
            yield TokenInfo(DEDENT, "", (row, 0), (row, 0), "")
        yield TokenInfo(ENDMARKER, "", (row, 0), (row, 0), "")

    def line_of_row(self, row):
        return self.text[self.starts[row - 1]:self.starts[row]]


def _lines(readline):
    """The lines that a function like file.readline gives."""
    lines = []
    try:
        while line := readline():
            lines.append(line)
    except StopIteration:
        pass
    return lines


def generate_tokens(readline):
    """The tokens of a text, whose lines readline() gives as str."""
    return _Scanner(_lines(readline)).run()


def tokenize(readline):
    """The tokens of a text, whose lines readline() gives as bytes; the first one is ENCODING."""
    encoding, first = detect_encoding(readline)
    lines = [line.decode(encoding) for line in first + _lines(readline)]
    yield TokenInfo(ENCODING, "utf-8" if encoding == "utf-8-sig" else encoding, (0, 0), (0, 0), "")
    yield from _Scanner(lines).run()


_cookie = re.compile(r"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
_blank = re.compile(rb"[ \t\f]*(?:[#\r\n]|$)", re.ASCII)


def _usual_name(name):
    """The name of an encoding as CPython's tokenizer spells it."""
    start = name[:12].lower().replace("_", "-")
    if start == "utf-8" or start.startswith("utf-8-"):
        return "utf-8"
    if any(start == latin or start.startswith(latin + "-") for latin in ("latin-1", "iso-8859-1", "iso-latin-1")):
        return "iso-8859-1"
    return name


def detect_encoding(readline):
    """(encoding, the lines read to find it), from a byte order mark or a comment in the first two lines."""
    name = getattr(getattr(readline, "__self__", None), "name", None)
    of_file = f" for {name!r}" if name is not None else ""

    def next_line():
        try:
            return readline()
        except StopIteration:
            return b""

    def declared(line):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            raise SyntaxError("invalid or missing encoding declaration" + of_file) from None
        found = _cookie.match(text)
        if not found:
            return None
        encoding = _usual_name(found[1])
        try:
            codec = codecs.lookup(encoding)
        except LookupError:
            raise SyntaxError("unknown encoding" + (of_file + ": " if of_file else ": ") + encoding) from None
        if has_mark:
            if encoding != "utf-8":
                raise SyntaxError("encoding problem" + of_file + ("" if of_file else ": utf-8"))
            encoding += "-sig"
        return encoding

    first = next_line()
    has_mark = first.startswith(codecs.BOM_UTF8)
    if has_mark:
        first = first[3:]
    default = "utf-8-sig" if has_mark else "utf-8"
    if not first:
        return default, []
    encoding = declared(first)
    if encoding or not _blank.match(first):
        return encoding or default, [first]
    second = next_line()
    if not second:
        return default, [first]
    return declared(second) or default, [first, second]


def open(filename):
    """A source file opened for reading, in its encoding."""
    file = builtins.open(filename, "rb")
    try:
        encoding, _ = detect_encoding(file.readline)
    finally:
        file.close()
    return builtins.open(filename, encoding=encoding)


class Untokenizer:
    """Puts tokens together again."""

    def __init__(self):
        self.parts = []
        self.row, self.column = 1, 0
        self.line = ""  # of the token before
        self.encoding = None

    def blanks_to(self, start):
        row, column = start
        if row < self.row or row == self.row and column < self.column:
            raise ValueError(f"start ({row},{column}) precedes previous end ({self.row},{self.column})")
        if row > self.row:
            line = self.line.rstrip("\\\r\n")
            ending = "\r\n" if self.line.endswith("\r\n") else "\n"
            self.parts.append(line[len(line.rstrip()):] + ("\\" + ending) * (row - self.row))
            self.column = 0
        self.parts.append(" " * (column - self.column))

    def untokenize(self, tokens):
        indents, at_line_start = [], False
        for token in tokens:
            if len(token) == 2:
                self.join(token, tokens)
                break
            kind, string, start, end, line = token
            if kind == ENCODING:
                self.encoding = string
                continue
            if kind == ENDMARKER:
                break
            if kind == INDENT:
                indents.append(string)
                continue
            if kind == DEDENT:
                indents.pop()
                self.row, self.column = end
                continue
            if kind in (NEWLINE, NL):
                at_line_start = True
            elif at_line_start and indents:
                if start[1] >= len(indents[-1]):
                    self.parts.append(indents[-1])
                    self.column = len(indents[-1])
                at_line_start = False
            if kind == FSTRING_MIDDLE:
                end = end[0], end[1] + string.count("{") + string.count("}")
                string = re.sub(r"(\\N\{[^}]*\})|([{}])", lambda m: m[1] or m[2] * 2, string)
            self.blanks_to(start)
            self.parts.append(string)
            self.row, self.column = end
            self.line = line
            if kind in (NEWLINE, NL):
                self.row, self.column = self.row + 1, 0
        return "".join(self.parts)

    def join(self, first, rest):
        """Tokens of which only kind and text are known: with blanks between them."""
        import itertools
        indents, at_line_start, was_string, strings = [], first[0] in (NEWLINE, NL), False, 0
        for kind, string in (token[:2] for token in itertools.chain([first], rest)):
            if kind == ENCODING:
                self.encoding = string
                continue
            if kind in (NAME, NUMBER):
                string += " "
            if kind == STRING and was_string:
                string = " " + string
            was_string = kind == STRING
            if kind == INDENT:
                indents.append(string)
                continue
            if kind == DEDENT:
                indents.pop()
                continue
            if kind in (NEWLINE, NL):
                at_line_start = True
            elif at_line_start and indents:
                self.parts.append(indents[-1])
                at_line_start = False
            if kind == FSTRING_MIDDLE:
                string = string.replace("{", "{{").replace("}", "}}")
            self.parts.append(string)


def untokenize(iterable):
    """The source for tokens; the same text if they have places, an equivalent one if not."""
    untokenizer = Untokenizer()
    text = untokenizer.untokenize(iter(iterable))
    return text if untokenizer.encoding is None else text.encode(untokenizer.encoding)
