"""textwrap, string.Template and Formatter, fnmatch, reprlib and pprint in their finer points."""

import array
import collections
import fnmatch
import pprint
import re
import reprlib
import string
import textwrap
import types

# --- textwrap: where hyphens break
for text in ("this-is-a-useful-feature for-reformatting", "this-is-a-one-a-b-useful-x", "2-succinyl-6-hydroxy-2,4-diene",
             "well-known--and wide---dashes -start end- a-b-c-dd e-mail -o --option=value", "x_y-z_w ab-1 ab-c1 --a--b"):
    print(textwrap.TextWrapper()._split(text))
    print(textwrap.wrap(text, 12), textwrap.wrap(text, 12, break_on_hyphens=False))


# --- string
class At(string.Template):
    delimiter = "@"


class Dotted(string.Template):
    delimiter = "%"
    idpattern = r"[a-z]+(?:\.[a-z]+)*"


class Braces(string.Template):
    idpattern = "[a-z]+"
    braceidpattern = "[0-9]+"


class Own(string.Template):
    pattern = r"""
        (?P<escaped>@{2})                 |
        @(?P<named>[_a-z][._a-z0-9]*)     |
        @{(?P<braced>[_a-z][._a-z0-9]*)}  |
        (?P<invalid>@)
    """


class Odd(string.Template):
    pattern = r"(?P<escaped>!!)|(?P<named>nothing)|(?P<braced>never)|(?P<invalid>no)|(?P<other>\$)"


values = {"a": 1, "a.b": 2, "_x9": 3, "7": 4, "ſ": 5}
for template in (string.Template("$a ${a} $$ $_x9 $A $ſ"), At("@a @@ $a"), Dotted("%a.b %a %%"), Braces("$a ${7} ${a}"),
                 Own("@a.b @{a} @@"), Own("@ a"), Odd("a $ b"), string.Template("line\n  $"), string.Template("")):
    for use in (template.substitute, template.safe_substitute, lambda _: template.get_identifiers(),
                lambda _: template.is_valid()):
        try:
            print(repr(use(values)), end="  ")
        except (KeyError, ValueError) as error:
            print(type(error).__name__, error.args[0], end="  ")
    print()
print(string.Template.pattern.flags & re.IGNORECASE != 0, sorted(Own.pattern.groupindex))
try:
    string.Formatter()._vformat("{a}", (), {"a": 1}, set(), -1)
except ValueError as error:
    print(error)

# --- fnmatch
for pattern in ("*a*b*c", "a**b", "[d-b]x", "[!d-b]", "[a-c-e]", "[]-a]", "[!]a-]", "[a&&b||c~~]", "[\\]", "[^a]", "[[a]",
                "[", "[a", "?.*", "", "*"):
    print(pattern, fnmatch.translate(pattern), [name for name in ("aXbYc", "b", "-", "^", "[", "\\", "&", "dx")
                                                if fnmatch.fnmatchcase(name, pattern)])
print(fnmatch.fnmatchcase("a" * 200, "*a" * 40 + "b"), fnmatch.filter([b"ab", b"c"], b"[a-b]*"))

# --- reprlib
for indent in (None, 0, 2, "->", -1, object, (1,)):
    try:
        print(reprlib.Repr(indent=indent).repr([1, (2,), {"a": {3}}]))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(reprlib.repr(array.array("i", range(9))), reprlib.repr(array.array("d")), reprlib.repr(array.array("b", [1])))

# --- pprint
words = "the quick brown fox jumped over a lazy dog".split()
numbers = {word: i for i, word in enumerate(words)}
for value in (collections.OrderedDict(numbers), collections.ChainMap(numbers, {"a": 1}), collections.UserDict(numbers),
              collections.UserList(words), collections.UserString(" ".join(words)), collections.deque(words, maxlen=9),
              collections.deque(maxlen=7), types.MappingProxyType(collections.OrderedDict(numbers)),
              collections.OrderedDict(), collections.defaultdict(list, numbers), collections.Counter(numbers)):
    pprint.pprint(value, width=30)
