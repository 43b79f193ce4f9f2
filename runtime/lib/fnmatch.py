"""Shell patterns: * ? [abc] [!abc]."""

import functools
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Whether a name matches a pattern."""
    return fnmatchcase(name, pat)


@functools.lru_cache(maxsize=32768, typed=True)
def _compile(pat):
    if isinstance(pat, bytes):
        return re.compile(translate(str(pat, "latin-1")).encode("latin-1")).match
    return re.compile(translate(pat)).match


def filter(names, pat):
    """The names that match."""
    match = _compile(pat)
    return [name for name in names if match(name)]


def fnmatchcase(name, pat):
    """Whether a name matches, with upper and lower case kept apart."""
    return _compile(pat)(name) is not None


def translate(pat):
    """The pattern as a regular expression."""
    pieces = [[]]  # what stands between stars
    for part in _parts(pat, "."):
        if part is not None:
            pieces[-1].append(part)
        elif pieces[-1] or len(pieces) == 1:
            pieces.append([])
    first, *middle = map("".join, pieces)
    if not middle:
        return f"(?s:{first})\\Z"
    # Each star but the last takes as little as it can, and is not tried again.
    last = middle.pop()
    between = "".join(f"(?>.*?{piece})" for piece in middle)
    return f"(?s:{first}{between}.*{last})\\Z"


def _parts(pat, any_char):
    """The parts of a pattern as regular expressions; None for a star."""
    i, n = 0, len(pat)
    while i < n:
        char = pat[i]
        i += 1
        if char == "*":
            yield None
        elif char == "?":
            yield any_char
        elif char == "[":
            j = i
            if j < n and pat[j] == "!":
                j += 1
            if j < n and pat[j] == "]":
                j += 1
            j = pat.find("]", j)
            if j < 0:
                yield "\\["
            else:
                yield _translate_set(pat[i:j])
                i = j + 1
        else:
            yield re.escape(char)


def _translate_set(inside):
    """What stands in brackets, as a set of a regular expression."""
    is_negated = inside.startswith("!")
    chars = inside[is_negated:]
    items = []
    i = 0
    while i < len(chars):
        if chars[i + 1:i + 2] == "-" and i + 2 < len(chars):
            if chars[i] <= chars[i + 2]:  # a range without characters is left out
                items.append(f"{_set_character(chars[i])}-{_set_character(chars[i + 2])}")
            i += 3
        else:
            items.append(_set_character(chars[i]))
            i += 1
    if not items:
        return "." if is_negated else "(?!)"
    text = "".join(items)
    if is_negated:
        return f"[^{text}]"
    return f"[\\{text}]" if text[0] in "^[" else f"[{text}]"


def _set_character(char):
    return "\\" + char if char in "\\-&~|" else char
