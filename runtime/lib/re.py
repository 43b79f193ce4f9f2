"""Regular expressions.

The engine is PCRE2 (module _pcre2), which also has what patterns and matches do all the time; patterns are
checked and translated by _re_translate. Here are the objects a program sees: patterns, matches, flags, and
the functions.
"""

import _pcre2
from _re_translate import PatternError, Translator, parse_template
from types import GenericAlias as _GenericAlias, MappingProxyType as _MappingProxyType

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


class Match(_pcre2.Match):
    """What a pattern found, and where."""

    __slots__ = ()
    __module__ = "re"

    def __new__(cls, *arguments):
        raise TypeError("cannot create 're.Match' instances")

    def groupdict(self, default=None):
        """The texts of the groups that have names."""
        texts = self.groups(default)
        return {name: texts[number - 1] for name, number in self.re._names.items()}

    @property
    def regs(self):
        return tuple([self.span(number) for number in range(self.re.groups + 1)])

    @property
    def lastindex(self):
        for number in reversed(self.re._close_order):
            if self.start(number) >= 0:
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
        return empty.join([(self[part] or empty) if isinstance(part, int) else part
                           for part in self.re._template(template)])

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    __class_getitem__ = classmethod(_GenericAlias)


class Pattern(_pcre2.Regex):
    """A compiled pattern."""

    __slots__ = ("pattern", "flags", "groups", "_names", "_close_order", "_is_text", "_templates", "__weakref__")
    __module__ = "re"

    def __new__(cls, *arguments):
        raise TypeError("cannot create 're.Pattern' instances")

    @property
    def groupindex(self):
        return _MappingProxyType(self._names)

    def _template(self, template):
        if not isinstance(template, (str, bytes, bytearray)):
            raise TypeError(f"decoding to str: need a bytes-like object, {type(template).__name__} found")
        parsed = self._templates.get(template) if isinstance(template, (str, bytes)) else None
        if parsed is None:
            parsed = tuple([part for part in parse_template(template, self._names, self.groups) if part != ""])
            if isinstance(template, (str, bytes)):
                self._templates[template] = parsed
        return parsed

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
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    key = type(pattern), pattern, int(flags)
    try:
        return _cache[key]
    except KeyError:
        pass
    made = _compile(pattern, int(flags))
    if len(_cache) >= _CACHE_MAX:
        _cache.pop(next(iter(_cache)), None)
    _cache[key] = made
    return made


def _compile(pattern, flags):
    translated = Translator(pattern, flags)
    width = 1 if translated.widest < 0x100 else 2 if translated.widest < 0x10000 else 4
    try:
        made = _pcre2.compile(translated.text, translated.options(), width, translated.n_groups,
                              isinstance(pattern, str), translated.names, Pattern, Match)
    except ValueError as problem:
        message = str(problem)
        if "lookbehind" in message:
            message = "look-behind requires fixed-width pattern"
        raise PatternError(message) from None
    made.pattern = pattern
    made.flags = translated.flags
    made.groups = translated.n_groups
    made._names = translated.names
    made._close_order = translated.close_order
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


def _take_positional(function, n_before, name, given, limit, flags):
    """The limit and the flags of a call that gave the limit, perhaps both, by position."""
    if len(given) > 2:
        raise TypeError(f"{function}() takes from {n_before} to {n_before + 2} positional arguments "
                        f"but {n_before + len(given)} were given")
    if limit or len(given) > 1 and flags:
        raise TypeError(f"{function}() got multiple values for argument {name if limit else 'flags'!r}")
    import warnings
    warnings.warn(f"{name!r} is passed as positional argument", DeprecationWarning, stacklevel=3)
    return given if len(given) == 2 else (given[0], flags)


def sub(pattern, repl, string, *args, count=0, flags=0):
    """The string with the matches replaced by repl, a template or a function."""
    if args:
        count, flags = _take_positional("sub", 3, "count", args, count, flags)
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=0, flags=0):
    """The same, and how many matches there were."""
    if args:
        count, flags = _take_positional("subn", 3, "count", args, count, flags)
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=0, flags=0):
    """The texts between the matches."""
    if args:
        maxsplit, flags = _take_positional("split", 2, "maxsplit", args, maxsplit, flags)
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
