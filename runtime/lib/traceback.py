"""Tracebacks as text and as objects.

The interpreter itself prints uncaught exceptions. What its report is made of, it gives to this module as well: the
lines of a frame with their marks, the line that tells an exception's class and message.
"""

import _traceback
import collections
import itertools
import linecache
import sys

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
           "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
           "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb",
           "print_list"]


class _Missing:
    """No value was given."""

    def __repr__(self):
        return "<implicit>"


_missing = _Missing()
_REPEATS_SHOWN = 3  # of equal frames in a row, before the rest is counted
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


# --- frames -----------------------------------------------------------------------------------------------------------


class FrameSummary:
    """One frame of a traceback: filename, lineno, name, line; lines and columns of what was being evaluated."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._line = line
        if lookup_line:
            self.line
        self.locals = None if locals is None else {key: _safe(value, repr) for key, value in locals.items()}

    @property
    def line(self):
        """The source line without the blanks around it."""
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = (_traceback.source(self.filename, self.lineno) or
                          linecache.getline(self.filename, self.lineno))
        return self._line.strip()

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self) == tuple(other) and self.locals == other.locals
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return tuple(self)[index]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    """A list of FrameSummary."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """From pairs (frame, line number), as walk_tb and walk_stack give them."""
        return cls._extract(((frame, (line, line, None, None)) for frame, line in frame_gen), limit, lookup_lines,
                            capture_locals)

    @classmethod
    def _extract(cls, places, limit, lookup_lines=True, capture_locals=False):
        """From pairs (frame, (first line, last line, first column, last column))."""
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            limit = limit if limit is None else max(limit, 0)
        if limit is not None:
            places = itertools.islice(places, limit) if limit >= 0 else collections.deque(places, maxlen=-limit)
        return cls(FrameSummary(frame.f_code.co_filename, line, frame.f_code.co_name, lookup_line=lookup_lines,
                                locals=frame.f_locals if capture_locals else None, end_lineno=end_line, colno=column,
                                end_colno=end_column)
                   for frame, (line, end_line, column, end_column) in places)

    @classmethod
    def from_list(cls, a_list):
        """From FrameSummary objects or tuples (filename, line number, name, line)."""
        return cls(entry if isinstance(entry, FrameSummary) else
                   FrameSummary(entry[0], entry[1], entry[2], line=entry[3]) for entry in a_list)

    def format_frame_summary(self, frame_summary, **keywords):
        """The text for one frame."""
        entry = frame_summary
        file = "<stdin>" if entry.filename.startswith("<stdin>-") else entry.filename
        text = f'  File "{file}", line {entry.lineno}, in {entry.name}\n'
        marked = ""
        if entry.colno is not None and entry.end_colno is not None:
            place = entry.lineno, entry.end_lineno, entry.colno, entry.end_colno
            marked = _traceback.excerpt(entry.filename, *place, None)
            if not marked:
                lines = linecache.getlines(entry.filename)[entry.lineno - 1:entry.end_lineno]
                marked = _traceback.excerpt(entry.filename, *place, "".join(lines))
        if marked:
            text += marked
        elif entry.line:
            text += f"    {entry.line}\n"
        for name, value in sorted((entry.locals or {}).items()):
            text += f"    {name} = {value}\n"
        return text

    def format(self, **keywords):
        """The texts of all frames; what is repeated more than three times is counted."""
        result = []
        last = None
        count = 0
        for entry in self:
            text = self.format_frame_summary(entry, **keywords)
            if text is None:
                continue
            key = entry.filename, entry.lineno, entry.name
            if key != last:
                _end_repeat(result, count)
                last, count = key, 0
            count += 1
            if count <= _REPEATS_SHOWN:
                result.append(text)
        _end_repeat(result, count)
        return result


def _end_repeat(result, count):
    if count > _REPEATS_SHOWN:
        more = count - _REPEATS_SHOWN
        result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def walk_stack(f):
    """The frames from f outwards, with their lines."""
    return _outwards(sys._getframe(1) if f is None else f)


def _outwards(frame):
    while frame is not None:
        yield frame, frame.f_lineno
        frame = frame.f_back


def walk_tb(tb):
    """The frames of a traceback, with their lines."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _places_of_tb(tb):
    while tb is not None:
        yield tb.tb_frame, _traceback.position(tb)
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    """The StackSummary of a traceback."""
    return StackSummary._extract(_places_of_tb(tb), limit)


def extract_stack(f=None, limit=None):
    """The StackSummary of where the program is, the outermost frame first."""
    stack = StackSummary.extract(walk_stack(sys._getframe(1) if f is None else f), limit=limit)
    stack.reverse()
    return stack


def format_list(extracted_list):
    """The texts for a list of FrameSummary objects or tuples."""
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    """Prints such a list."""
    for piece in format_list(extracted_list):
        print(piece, file=sys.stderr if file is None else file, end="")


def format_tb(tb, limit=None):
    """The texts for the frames of a traceback."""
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    """Prints the frames of a traceback."""
    print_list(extract_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    """The texts for where the program is."""
    return extract_stack(sys._getframe(1) if f is None else f, limit).format()


def print_stack(f=None, limit=None, file=None):
    """Prints where the program is."""
    print_list(extract_stack(sys._getframe(1) if f is None else f, limit), file)


def clear_frames(tb):
    """Tracebacks hold no local variables here, so there is nothing to clear."""


# --- exceptions -------------------------------------------------------------------------------------------------------


def _safe(value, convert):
    try:
        return convert(value)
    except:
        return f"<{'exception' if isinstance(value, BaseException) else 'local'} {convert.__name__}() failed>"


def _note_lines(exception):
    """The notes of an exception, line by line."""
    try:
        notes = getattr(exception, "__notes__", None)
    except Exception as error:
        return [f"Ignored error getting __notes__: {_try(error, repr, '__notes__ repr')}\n"]
    if notes is None:
        return []
    if isinstance(notes, collections.abc.Sequence) and not isinstance(notes, (str, bytes)):
        return [line + "\n" for note in notes for line in _try(note, str, "note str").split("\n")]
    return [_try(notes, repr, "__notes__ repr") + "\n"]


def _try(value, convert, what):
    try:
        return convert(value)
    except:
        return f"<{what}() failed>"


class _Page:
    """Where a report is written: how deep in groups, and whether the innermost has been closed."""

    def __init__(self):
        self.depth = 0
        self.is_closing = False

    @property
    def indent(self):
        return "  " * self.depth

    def add(self, pieces, sign=None):
        """The pieces behind the margin; `sign` is what the margin is at the first line."""
        margin = f"{self.indent}{sign or '|'} " if self.depth else ""
        for piece in [pieces] if isinstance(pieces, str) else pieces:
            yield "".join(margin + line for line in piece.splitlines(True)) if margin else piece


class TracebackException:
    """An exception taken apart for a report."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        seen = {id(exc_value)} if _seen is None else _seen | {id(exc_value)}
        self._read(exc_type, exc_value, exc_traceback, limit, lookup_lines, capture_locals)
        # Chains may be long: they are followed in a loop.
        options = {"limit": limit, "lookup_lines": lookup_lines, "capture_locals": capture_locals,
                   "max_group_width": max_group_width, "max_group_depth": max_group_depth}
        waiting = [(self, exc_value)]
        while waiting:
            made, value = waiting.pop()
            links = []
            if value is not None:
                links.append(("__cause__", value.__cause__))
                if not compact or value.__cause__ is None and not value.__suppress_context__:
                    links.append(("__context__", value.__context__))
            for name, linked in links:
                if linked is None or id(linked) in seen:
                    continue
                seen.add(id(linked))
                other = TracebackException.__new__(TracebackException)
                other.max_group_width, other.max_group_depth = max_group_width, max_group_depth
                other._read(type(linked), linked, linked.__traceback__, limit, lookup_lines, capture_locals)
                setattr(made, name, other)
                waiting.append((other, linked))
            if isinstance(value, BaseExceptionGroup):
                made.exceptions = [TracebackException(type(e), e, e.__traceback__, _seen=set(seen), **options)
                                   for e in value.exceptions]

    def _read(self, exc_type, value, traceback, limit, lookup_lines, capture_locals):
        """Takes what the report needs of one exception, without what it is linked to."""
        self._exc_type = exc_type
        self.exc_type_str = _name_of(exc_type)
        self.stack = StackSummary._extract(_places_of_tb(traceback), limit, lookup_lines, capture_locals)
        self.__cause__ = self.__context__ = self.exceptions = None
        self.__suppress_context__ = value is not None and value.__suppress_context__
        self._str = _safe(value, str)
        self._notes = _note_lines(value)
        self.__notes__ = getattr(value, "__notes__", None) if value is not None else None
        self._place = ""
        self._headline = "NoneType: None\n" if value is None else _traceback.headline(value, traceback)
        if isinstance(value, SyntaxError):
            self._place = _traceback.syntax_place(value)
            self.filename, self.text, self.msg = value.filename, value.text, value.msg
            self.lineno = None if value.lineno is None else str(value.lineno)
            self.end_lineno = None if value.end_lineno is None else str(value.end_lineno)
            self.offset, self.end_offset = value.offset, value.end_offset

    @classmethod
    def from_exception(cls, exc, *args, **keywords):
        """From an exception object."""
        return cls(type(exc), exc, exc.__traceback__, *args, **keywords)

    @property
    def exc_type(self):
        import warnings
        warnings.warn("Deprecated in 3.13. Use exc_type_str instead.", DeprecationWarning, stacklevel=2)
        return self._exc_type

    def __str__(self):
        return self._str

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, TracebackException) else NotImplemented

    def format_exception_only(self, *, show_group=False, _depth=0, **keywords):
        """The last lines of the report: class and message, then the notes."""
        indent = 3 * _depth * " "
        for piece in self._place.splitlines(True) + [self._headline] + self._notes:
            yield from [indent + line for line in piece.splitlines(True)] if indent else [piece]
        if show_group and self.exceptions:
            for member in self.exceptions:
                yield from member.format_exception_only(show_group=True, _depth=_depth + 1)

    def format(self, *, chain=True, _page=None, **keywords):
        """The report, as pieces that end with a newline."""
        page = _page or _Page()
        parts = [(None, self)]
        while chain:
            exception = parts[-1][1]
            if exception.__cause__ is not None:
                parts[-1] = _CAUSE, exception
                parts.append((None, exception.__cause__))
            elif exception.__context__ is not None and not exception.__suppress_context__:
                parts[-1] = _CONTEXT, exception
                parts.append((None, exception.__context__))
            else:
                break
        for link, exception in reversed(parts):
            if link is not None:
                yield from page.add(link)
            if exception.exceptions is None:
                if exception.stack:
                    yield from page.add("Traceback (most recent call last):\n")
                    yield from page.add(exception.stack.format())
                yield from page.add(exception.format_exception_only())
            elif page.depth > self.max_group_depth:
                yield from page.add(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from exception._format_group(page, chain)

    def _format_group(self, page, chain):
        is_outermost = page.depth == 0
        page.depth += is_outermost
        if self.stack:
            yield from page.add("Exception Group Traceback (most recent call last):\n", "+" if is_outermost else None)
            yield from page.add(self.stack.format())
        yield from page.add(self.format_exception_only())
        total = len(self.exceptions)
        shown = total if self.max_group_width is None else min(total, self.max_group_width)
        rows = shown + (total > shown)
        page.is_closing = False
        for i in range(rows):
            page.is_closing = page.is_closing or i == rows - 1  # a group inside may do it
            title = str(i + 1) if i < shown else "..."
            yield f"{page.indent}{'  ' if i else '+-'}+---------------- {title} ----------------\n"
            page.depth += 1
            if i < shown:
                yield from self.exceptions[i].format(chain=chain, _page=page)
            else:
                more = total - shown
                yield from page.add(f"and {more} more exception{'s' if more > 1 else ''}\n")
            if i == rows - 1 and page.is_closing:
                yield f"{page.indent}+------------------------------------\n"
                page.is_closing = False
            page.depth -= 1
        page.depth -= is_outermost

    def print(self, *, file=None, chain=True, **keywords):
        """Prints the report."""
        for piece in self.format(chain=chain):
            print(piece, file=sys.stderr if file is None else file, end="")


def _name_of(exc_type):
    if exc_type is None:
        return None
    module, name = exc_type.__module__, exc_type.__qualname__
    return name if module in ("__main__", "builtins") else f"{module}.{name}"


def _value_and_traceback(exc, value, tb):
    if (value is _missing) != (tb is _missing):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _missing:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f"Exception expected for value, {type(exc).__name__} found")


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True, **kwargs):
    """The report of an exception, as pieces that end with a newline."""
    value, tb = _value_and_traceback(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True, **kwargs):
    """Prints the report of an exception."""
    value, tb = _value_and_traceback(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(file=file, chain=chain)


def format_exception_only(exc, /, value=_missing, *, show_group=False, **kwargs):
    """The last lines of the report: what kind of exception, and its message."""
    value = exc if value is _missing else value
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only(
        show_group=show_group))


def format_exc(limit=None, chain=True):
    """The report of the exception being handled, as text."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    """Prints the report of the exception being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    """Prints the report of the last uncaught exception at the prompt."""
    if not hasattr(sys, "last_exc"):
        raise ValueError("no last exception")
    print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
