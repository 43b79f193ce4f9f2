"""Regular expressions.

The engine is PCRE2 (module _pcre2); patterns are checked and translated by _re_translate. Here are the
objects a program sees: patterns, matches, flags, and the functions.
"""

import _pcre2
from _re_translate import PatternError, Translator, parse_template
from types import GenericAlias as _GenericAlias, MappingProxyType as _MappingProxyType
from sys import maxsize as _maxsize

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge",
           "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE",
           "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError"]

error = PatternError


class RegexFlag(int):
    """A set of flags, shown by its names."""

    _names = {2: "IGNORECASE", 4: "LOCALE", 8: "MULTILINE", 16: "DOTALL", 32: "UNICODE", 64: "VERBOSE",
              128: "DEBUG", 256: "ASCII"}

    def __repr__(self):
        if not self:
            return "re.NOFLAG"
        return "|".join(f"re.{name}" for bit, name in self._names.items() if self & bit)

    __str__ = __repr__

    def __format__(self, spec):
        return format(str(self), spec)

    @property
    def name(self):
        return "|".join(name for bit, name in self._names.items() if int(self) & bit) or "NOFLAG"

    @property
    def value(self):
        return int(self)

    def __or__(self, other):
        return RegexFlag(int(self) | int(other)) if isinstance(other, int) else NotImplemented

    def __and__(self, other):
        return RegexFlag(int(self) & int(other)) if isinstance(other, int) else NotImplemented

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other)) if isinstance(other, int) else NotImplemented

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __contains__(self, other):
        return int(self) & int(other) == int(other)

    def __invert__(self):
        return RegexFlag(0x1ff & ~int(self))


NOFLAG = RegexFlag(0)
I = IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag(4)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
U = UNICODE = RegexFlag(32)
X = VERBOSE = RegexFlag(64)
DEBUG = RegexFlag(128)
A = ASCII = RegexFlag(256)
for _bit, _name in RegexFlag._names.items():
    setattr(RegexFlag, _name, RegexFlag(_bit))
RegexFlag.NOFLAG = NOFLAG
del _bit, _name

_ANCHORED = _pcre2.ANCHORED
_FULL = _pcre2.ANCHORED | _pcre2.ENDANCHORED
_execute = _pcre2.execute
_find_all = _pcre2.find_all


class Match:
    """What a pattern found, and where."""

    __slots__ = ("string", "re", "pos", "endpos", "_spans")
    __module__ = "re"

    def __new__(cls, *arguments):
        raise TypeError("cannot create 're.Match' instances")

    def _number(self, group):
        if isinstance(group, str):
            number = self.re._names.get(group, -1)
        else:
            try:
                number = group.__index__()
            except AttributeError:
                number = -1
        if not 0 <= number <= self.re.groups:
            raise IndexError("no such group")
        return number

    def _text(self, number, default=None):
        start = self._spans[2 * number]
        return default if start < 0 else self.string[start:self._spans[2 * number + 1]]

    def group(self, *groups):
        """The text of the match or of groups, by number or name."""
        if not groups:
            return self.string[self._spans[0]:self._spans[1]]
        if len(groups) == 1:
            return self._text(self._number(groups[0]))
        return tuple([self._text(self._number(group)) for group in groups])

    def __getitem__(self, group):
        return self._text(self._number(group))

    def groups(self, default=None):
        """The texts of all groups."""
        return tuple([self._text(number, default) for number in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        """The texts of the groups that have names."""
        return {name: self._text(number, default) for name, number in self.re._names.items()}

    def start(self, group=0, /):
        return self._spans[2 * self._number(group)]

    def end(self, group=0, /):
        return self._spans[2 * self._number(group) + 1]

    def span(self, group=0, /):
        number = self._number(group)
        return self._spans[2 * number], self._spans[2 * number + 1]

    @property
    def regs(self):
        return tuple([self.span(number) for number in range(self.re.groups + 1)])

    @property
    def lastindex(self):
        for number in reversed(self.re._close_order):
            if self._spans[2 * number] >= 0:
                return number
        return None

    @property
    def lastgroup(self):
        last = self.lastindex
        for name, number in self.re._names.items():
            if number == last:
                return name
        return None

    def expand(self, template):
        """The template with the groups filled in."""
        empty = self.string[:0]
        return empty.join([self._text(part, empty) if isinstance(part, int) else part
                           for part in self.re._template(template)])

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    __class_getitem__ = classmethod(_GenericAlias)


_new_match = object.__new__


class Pattern:
    """A compiled pattern."""

    __slots__ = ("pattern", "flags", "groups", "_names", "_close_order", "_regex", "_is_text", "_templates",
                 "__weakref__")
    __module__ = "re"

    def __new__(cls, *arguments):
        raise TypeError("cannot create 're.Pattern' instances")

    @property
    def groupindex(self):
        return _MappingProxyType(self._names)

    def _check(self, string):
        if isinstance(string, str):
            if not self._is_text:
                raise TypeError("cannot use a bytes pattern on a string-like object")
        elif not isinstance(string, (bytes, bytearray, memoryview)):
            raise TypeError(f"expected string or bytes-like object, got '{type(string).__name__}'")
        elif self._is_text:
            raise TypeError("cannot use a string pattern on a bytes-like object")

    def _match(self, string, pos, endpos, spans):
        match = _new_match(Match)
        match.string = string
        match.re = self
        match.pos = pos
        match.endpos = endpos
        match._spans = spans
        return match

    def _run(self, string, pos, endpos, options):
        self._check(string)
        spans = _execute(self._regex, string, pos, endpos, options)
        if spans is None:
            return None
        length = len(string)
        return self._match(string, min(max(pos, 0), length), min(max(endpos, 0), length), spans)

    def match(self, string, pos=0, endpos=_maxsize):
        """A match at the start of the string."""
        return self._run(string, pos, endpos, _ANCHORED)

    def fullmatch(self, string, pos=0, endpos=_maxsize):
        """A match of the whole string."""
        return self._run(string, pos, endpos, _FULL)

    def search(self, string, pos=0, endpos=_maxsize):
        """The first match anywhere."""
        return self._run(string, pos, endpos, 0)

    def findall(self, string, pos=0, endpos=_maxsize):
        """The texts of all matches, or of their groups if the pattern has any."""
        self._check(string)
        found = _find_all(self._regex, string, pos, endpos, 0)
        if self.groups == 0:
            return [string[start:end] for start, end in found]
        if self.groups == 1:
            return [string[spans[2]:spans[3]] if spans[2] >= 0 else string[:0] for spans in found]
        places = range(2, 2 * self.groups + 2, 2)
        return [tuple([string[spans[i]:spans[i + 1]] if spans[i] >= 0 else string[:0] for i in places])
                for spans in found]

    def finditer(self, string, pos=0, endpos=_maxsize):
        """An iterator over all matches."""
        self._check(string)
        return self._iterate(string, pos, endpos)

    def _iterate(self, string, pos, endpos):
        length = len(string)
        start, options = pos, 0
        while True:
            spans = _execute(self._regex, string, start, endpos, options)
            if spans is None:
                return
            yield self._match(string, min(max(pos, 0), length), min(max(endpos, 0), length), spans)
            start = spans[1]
            options = _pcre2.NOTEMPTY_ATSTART if spans[0] == spans[1] else 0

    def split(self, string, maxsplit=0):
        """The texts between the matches, with those of the groups."""
        self._check(string)
        if maxsplit < 0:
            return [string]
        pieces = []
        start = 0
        for spans in _find_all(self._regex, string, 0, _maxsize, maxsplit):
            pieces.append(string[start:spans[0]])
            for i in range(2, len(spans), 2):
                pieces.append(string[spans[i]:spans[i + 1]] if spans[i] >= 0 else None)
            start = spans[1]
        pieces.append(string[start:])
        return pieces

    def _template(self, template):
        parsed = self._templates.get(template) if isinstance(template, (str, bytes)) else None
        if parsed is None:
            parsed = parse_template(template, self._names, self.groups)
            if isinstance(template, (str, bytes)):
                self._templates[template] = parsed
        return parsed

    def _replace(self, repl, string, count):
        self._check(string)
        if count < 0:
            return string, 0
        found = _find_all(self._regex, string, 0, _maxsize, count)
        pieces = []
        start = 0
        is_function = callable(repl)
        if not is_function and not isinstance(repl, (str, bytes, bytearray)):
            raise TypeError(f"decoding to str: need a bytes-like object, {type(repl).__name__} found")
        parts = None if is_function else self._template(repl)
        if parts is not None and len(parts) == 1 and not isinstance(parts[0], type(string)) and found:
            raise TypeError(f"sequence item 1: expected {'str instance' if self._is_text else 'a bytes-like object'}, "
                            f"{type(parts[0]).__name__} found")
        for spans in found:
            pieces.append(string[start:spans[0]])
            start = spans[1]
            if is_function:
                pieces.append(repl(self._match(string, 0, len(string), spans)))
                continue
            for part in parts:
                if isinstance(part, int):
                    place = spans[2 * part]
                    if place >= 0:
                        pieces.append(string[place:spans[2 * part + 1]])
                elif part:
                    pieces.append(part)
        if not found:
            return string, 0
        pieces.append(string[start:])
        return string[:0].join(pieces), len(found)

    def sub(self, repl, string, count=0):
        """The string with the matches replaced."""
        return self._replace(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        """The same, and how many matches there were."""
        return self._replace(repl, string, count)

    def __repr__(self):
        shown = repr(self.pattern)
        if len(shown) > 200:
            shown = shown[:200]
        flags = self.flags & ~32 if self._is_text else self.flags
        return f"re.compile({shown}, {RegexFlag(flags)!r})" if flags else f"re.compile({shown})"

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.pattern, self.flags, self._is_text) == (other.pattern, other.flags, other._is_text)

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return _compile, (self.pattern, self.flags)

    __class_getitem__ = classmethod(_GenericAlias)


_CACHE_MAX = 512
_cache = {}


def compile(pattern, flags=0):
    """A pattern object, remembered for the next time."""
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    key = type(pattern), pattern, int(flags)
    try:
        return _cache[key]
    except KeyError:
        pass
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    made = _compile(pattern, int(flags))
    if len(_cache) >= _CACHE_MAX:
        _cache.pop(next(iter(_cache)), None)
    _cache[key] = made
    return made


def _compile(pattern, flags):
    translated = Translator(pattern, flags)
    width = 1 if translated.widest < 0x100 else 2 if translated.widest < 0x10000 else 4
    try:
        regex = _pcre2.compile(translated.text, translated.options(), width, translated.n_groups)
    except ValueError as problem:
        message = str(problem)
        if "lookbehind" in message:
            message = "look-behind requires fixed-width pattern"
        raise PatternError(message) from None
    made = object.__new__(Pattern)
    made.pattern = pattern
    made.flags = translated.flags
    made.groups = translated.n_groups
    made._names = translated.names
    made._close_order = translated.close_order
    made._regex = regex
    made._is_text = isinstance(pattern, str)
    made._templates = {}
    return made


def purge():
    """Forgets the patterns remembered."""
    _cache.clear()


def match(pattern, string, flags=0):
    """A match at the start of the string, or None."""
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """A match of the whole string, or None."""
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match anywhere, or None."""
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """The string with the matches replaced by repl, a template or a function."""
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """The same, and how many matches there were."""
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """The texts between the matches."""
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """The texts of all matches."""
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches."""
    return compile(pattern, flags).finditer(string)


_SPECIAL = {ord(char): "\\" + char for char in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """The text with everything escaped that means something in a pattern."""
    if isinstance(pattern, str):
        return pattern.translate(_SPECIAL)
    return str(pattern, "latin-1").translate(_SPECIAL).encode("latin-1")
