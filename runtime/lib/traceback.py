"""Tracebacks as text and as objects.

The interpreter itself prints uncaught exceptions; format_exception() asks it for the same text.
"""

import _traceback
import linecache
import sys

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
           "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
           "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb",
           "print_list"]

_missing = object()


class FrameSummary:
    """One line of a traceback: filename, lineno, name, line."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self.locals = locals
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self) == tuple(other)
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
        """From pairs (frame, line number)."""
        pairs = list(frame_gen)
        if limit is not None:
            pairs = pairs[:limit] if limit >= 0 else pairs[limit:]
        return cls(FrameSummary(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in pairs)

    @classmethod
    def from_list(cls, a_list):
        """From FrameSummary objects or tuples (filename, line number, name, line)."""
        return cls(entry if isinstance(entry, FrameSummary) else
                   FrameSummary(entry[0], entry[1], entry[2], line=entry[3]) for entry in a_list)

    def format(self, **keywords):
        """The lines of the report; what is repeated more than three times is counted."""
        result = []
        last = None
        count = 0
        for entry in self:
            key = entry.filename, entry.lineno, entry.name
            if key != last:
                _end_repeat(result, count)
                last, count = key, 0
            count += 1
            if count <= 3:
                result.append(self.format_frame_summary(entry))
        _end_repeat(result, count)
        return result

    def format_frame_summary(self, entry, **keywords):
        text = f'  File "{entry.filename}", line {entry.lineno}, in {entry.name}\n'
        if entry.line:
            text += f"    {entry.line}\n"
        return text


def _end_repeat(result, count):
    if count > 3:
        more = count - 3
        result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def walk_stack(f):
    """The frames from f outwards, with their lines."""
    if f is None:
        f = sys._getframe(1)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """The frames of a traceback, with their lines."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    """The StackSummary of a traceback."""
    return StackSummary.extract(walk_tb(tb), limit=limit)


def extract_stack(f=None, limit=None):
    """The StackSummary of where the program is, the outermost frame first."""
    frames = list(walk_stack(sys._getframe(1) if f is None else f))
    if limit is not None:
        frames = frames[:limit] if limit >= 0 else frames[limit:]
    frames.reverse()
    return StackSummary.extract(frames)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    for line in format_list(extracted_list):
        print(line, file=sys.stderr if file is None else file, end="")


def format_tb(tb, limit=None):
    return list(_split_report(_traceback.stack(tb))) if limit is None else extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    for piece in format_tb(tb, limit):
        print(piece, file=sys.stderr if file is None else file, end="")


def format_stack(f=None, limit=None):
    return extract_stack(sys._getframe(1) if f is None else f, limit).format()


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(sys._getframe(1) if f is None else f, limit), file)


def _value(exc, value):
    if value is _missing:
        if exc is None or isinstance(exc, BaseException):
            return exc
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return value


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True, **keywords):
    """The report of an exception, as lines."""
    return list(TracebackException.from_exception(_value(exc, value), limit=limit, tb=tb).format(chain=chain))


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True, **keywords):
    """Prints the report of an exception."""
    file = sys.stderr if file is None else file
    for line in format_exception(exc, value, tb, limit, chain):
        print(line, file=file, end="")


def format_exception_only(exc, /, value=_missing, *, show_group=False, **keywords):
    """The last lines of the report: what kind of exception, and its message."""
    return list(TracebackException.from_exception(_value(exc, value), tb=None).format_exception_only())


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


def clear_frames(tb):
    """Tracebacks hold no local variables here, so there is nothing to clear."""


class TracebackException:
    """An exception taken apart for a report."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self._value = exc_value
        self._traceback = exc_traceback
        self._limit = limit
        self.exc_type = exc_type
        self.stack = StackSummary.extract(walk_tb(exc_traceback), limit=limit)
        self.__suppress_context__ = bool(exc_value is not None and exc_value.__suppress_context__)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__cause__ = self._linked(exc_value and exc_value.__cause__, seen)
        self.__context__ = self._linked(exc_value and exc_value.__context__, seen)
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [TracebackException(type(e), e, e.__traceback__, _seen=set(seen))
                               for e in exc_value.exceptions]

    def _linked(self, other, seen):
        if other is None or id(other) in seen:
            return None
        return TracebackException(type(other), other, other.__traceback__, limit=self._limit, _seen=seen)

    @classmethod
    def from_exception(cls, exc, *args, tb=_missing, **keywords):
        """From an exception object."""
        return cls(type(exc), exc, (exc.__traceback__ if exc is not None else None) if tb is _missing else tb,
                   *args, **keywords)

    @property
    def exc_type_str(self):
        if self.exc_type is type(None):
            return "NoneType"
        module = self.exc_type.__module__
        name = self.exc_type.__qualname__
        return name if module in ("__main__", "builtins") else f"{module}.{name}"

    def __str__(self):
        return str(self._value)

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, TracebackException) else NotImplemented

    def format_exception_only(self, *, show_group=False, **keywords):
        """The last lines of the report."""
        if self._value is None:
            yield "NoneType: None\n"
            return
        yield from _traceback.message(self._value, self._traceback).splitlines(True)

    def format(self, *, chain=True, **keywords):
        """The report, as pieces that end with a newline."""
        if self._value is None:
            yield "NoneType: None\n"
            return
        if chain and self._limit is None and self._traceback is self._value.__traceback__:
            yield from _split_report(_traceback.report(self._value))
            return
        if self._traceback is not None:
            yield "Traceback (most recent call last):\n"
            if self._limit is None:
                yield from _split_report(_traceback.stack(self._traceback))
            elif self._limit >= 0:
                yield from _split_report(_traceback.stack(self._traceback, self._limit))
            else:
                yield from self.stack.format()
        yield from self.format_exception_only()

    def print(self, *, file=None, chain=True):
        """Prints the report."""
        for line in self.format(chain=chain):
            print(line, file=sys.stderr if file is None else file, end="")


def _split_report(text):
    """The report in the pieces CPython gives: a frame with its source is one of them."""
    piece = ""
    for line in text.splitlines(True):
        if piece and not line.startswith("    "):
            yield piece
            piece = ""
        piece += line
        if not line.startswith("  "):
            yield piece
            piece = ""
    if piece:
        yield piece
