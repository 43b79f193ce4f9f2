"""Shell patterns: * ? [abc] [!abc]."""

import functools
import posixpath
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
    out = []
    i, n = 0, len(pat)
    while i < n:
        char = pat[i]
        i += 1
        if char == "*":
            if not out or out[-1] != ".*":
                out.append(".*")
        elif char == "?":
            out.append(".")
        elif char == "[":
            j = i
            if j < n and pat[j] == "!":
                j += 1
            if j < n and pat[j] == "]":
                j += 1
            j = pat.find("]", j)
            if j < 0:
                out.append("\\[")
                continue
            inside = pat[i:j].replace("\\", "\\\\")
            i = j + 1
            if inside.startswith("!"):
                inside = "^" + inside[1:]
            elif inside.startswith(("^", "[")):
                inside = "\\" + inside
            out.append(f"[{inside}]")
        else:
            out.append(re.escape(char))
    return f"(?s:{''.join(out)})\\Z"
