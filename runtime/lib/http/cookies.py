"""Cookies as servers write and read them: SimpleCookie, a dict of Morsels."""

import re
import string
import time

__all__ = ["CookieError", "BaseCookie", "SimpleCookie"]

_LEGAL = string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~:"
_UNESCAPED = _LEGAL + " ()/<=>?@[]{}"
_NAME = re.compile(f"[{re.escape(_LEGAL)}]+")
_QUOTED_PART = re.compile(r"\\(?:([0-3][0-7][0-7])|(.))")
_PAIR = re.compile(r'\s*(?P<key>[\w\d!#%&\'~_`><@,:/$*+\-.^|)(?}{=\[\]]+?)'
                   r'(\s*=\s*(?P<val>"(?:[^\\"]|\\.)*"|'
                   r'\w{3},\s[\w\d\s-]{9,11}\s[\d:]{8}\sGMT|'
                   r'[\w\d!#%&\'~_`><@,:/$*+\-.^|)(?}{=\[\]]*))?\s*(\s+|;|$)', re.ASCII)


class CookieError(Exception):
    """A name or attribute that a cookie must not have."""


def _quote(text):
    """The text, in quotes with escapes if it needs them."""
    if text is None or text and all(c in _LEGAL for c in text):
        return text
    parts = [c if c in _UNESCAPED else "\\" + c if c in '"\\' else f"\\{ord(c):03o}" if ord(c) < 256 else c
             for c in text]
    return '"' + "".join(parts) + '"'


def _unquote(text):
    if text is None or len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    return _QUOTED_PART.sub(lambda match: chr(int(match[1], 8)) if match[1] else match[2], text[1:-1])


def _date(seconds):
    """A date as cookies have it, that many seconds from now."""
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + seconds))


class Morsel(dict):
    """One cookie: key, value and coded_value; as a dict its attributes."""

    _reserved = {"expires": "expires", "path": "Path", "comment": "Comment", "domain": "Domain",
                 "max-age": "Max-Age", "secure": "Secure", "httponly": "HttpOnly", "version": "Version",
                 "samesite": "SameSite"}
    _flags = {"secure", "httponly"}

    def __init__(self):
        self._key = self._value = self._coded_value = None
        dict.update(self, dict.fromkeys(self._reserved, ""))

    key = property(lambda self: self._key)
    value = property(lambda self: self._value)
    coded_value = property(lambda self: self._coded_value)

    def __setitem__(self, K, V):
        K = K.lower()
        if K not in self._reserved:
            raise CookieError(f"Invalid attribute {K!r}")
        dict.__setitem__(self, K, V)

    def setdefault(self, key, val=None):
        key = key.lower()
        if key not in self._reserved:
            raise CookieError(f"Invalid attribute {key!r}")
        return dict.setdefault(self, key, val)

    def update(self, values):
        for key, value in dict(values).items():
            self[key] = value

    def isReservedKey(self, K):
        return K.lower() in self._reserved

    def set(self, key, val, coded_val):
        """Give it its name and value."""
        if key.lower() in self._reserved:
            raise CookieError(f"Attempt to set a reserved key {key!r}")
        if not _NAME.fullmatch(key):
            raise CookieError(f"Illegal key {key!r}")
        self._key, self._value, self._coded_value = key, val, coded_val

    def __eq__(self, other):
        if not isinstance(other, Morsel):
            return NotImplemented
        return (dict.__eq__(self, other) and self._key == other._key and self._value == other._value
                and self._coded_value == other._coded_value)

    __ne__ = object.__ne__

    def copy(self):
        morsel = Morsel()
        dict.update(morsel, self)
        morsel._key, morsel._value, morsel._coded_value = self._key, self._value, self._coded_value
        return morsel

    def output(self, attrs=None, header="Set-Cookie:"):
        """The header."""
        return f"{header} {self.OutputString(attrs)}"

    __str__ = output

    def __repr__(self):
        return f"<{self.__class__.__name__}: {self.OutputString()}>"

    def OutputString(self, attrs=None):
        """The header's value."""
        parts = [f"{self.key}={self.coded_value}"]
        wanted = self._reserved if attrs is None else attrs
        for key, value in sorted(self.items()):
            if value == "" or key not in wanted:
                continue
            if key == "expires" and isinstance(value, int):
                parts.append(f"{self._reserved[key]}={_date(value)}")
            elif key == "max-age" and isinstance(value, int):
                parts.append(f"{self._reserved[key]}={value}")
            elif key == "comment" and isinstance(value, str):
                parts.append(f"{self._reserved[key]}={_quote(value)}")
            elif key in self._flags:
                if value:
                    parts.append(self._reserved[key])
            else:
                parts.append(f"{self._reserved[key]}={value}")
        return "; ".join(parts)


class BaseCookie(dict):
    """Cookies by name; values are kept as they are."""

    def value_decode(self, val):
        """(value, as it is sent) for what was received."""
        return val, val

    def value_encode(self, val):
        """(value, as it is sent)."""
        text = str(val)
        return text, text

    def __init__(self, input=None):
        if input:
            self.load(input)

    def _set(self, key, real_value, coded_value):
        morsel = self.get(key, Morsel())
        morsel.set(key, real_value, coded_value)
        dict.__setitem__(self, key, morsel)

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)
        else:
            self._set(key, *self.value_encode(value))

    def output(self, attrs=None, header="Set-Cookie:", sep="\015\012"):
        """All headers."""
        return sep.join([value.output(attrs, header) for _, value in sorted(self.items())])

    __str__ = output

    def __repr__(self):
        items = " ".join(f"{key}={value.value!r}" for key, value in sorted(self.items()))
        return f"<{self.__class__.__name__}: {items}>"

    def load(self, rawdata):
        """Add the cookies of a header, or of a dict."""
        if isinstance(rawdata, str):
            self._parse(rawdata)
        else:
            for key, value in rawdata.items():
                self[key] = value

    def _parse(self, text):
        place, found, morsel_seen = 0, [], False
        while 0 <= place < len(text):
            match = _PAIR.match(text, place)
            if not match:
                break
            key, value = match["key"], match["val"]
            place = match.end(0)
            if key[0] == "$":
                if morsel_seen:
                    found.append((True, key[1:], value))
            elif key.lower() in Morsel._reserved:
                if not morsel_seen:
                    return  # an attribute of nothing: all is invalid
                if value is None:
                    if key.lower() not in Morsel._flags:
                        return
                    found.append((True, key, True))
                else:
                    found.append((True, key, _unquote(value)))
            elif value is not None:
                found.append((False, key, self.value_decode(value)))
                morsel_seen = True
            else:
                return
        morsel = None
        for is_attribute, key, value in found:
            if is_attribute:
                morsel[key] = value
            else:
                self._set(key, *value)
                morsel = self[key]


class SimpleCookie(BaseCookie):
    """Cookies by name; values are texts, quoted where they must be."""

    def value_decode(self, val):
        return _unquote(val), val

    def value_encode(self, val):
        text = str(val)
        return text, _quote(text)
