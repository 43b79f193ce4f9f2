"""Writing JSON."""

from _json import encode as _encode, quote as _quote

__all__ = ["JSONEncoder"]

_ENSURE_ASCII, _ALLOW_NAN, _SORT_KEYS, _SKIP_KEYS, _CHECK_CIRCULAR = 1, 2, 4, 8, 16


def encode_basestring(s):
    """A str as a JSON string."""
    return _quote(s, False)


def encode_basestring_ascii(s):
    """The same in ASCII."""
    return _quote(s, True)


class JSONEncoder:
    """Writes JSON; a subclass defines default() for objects of other classes."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
                 sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What to write in the place of an object that JSON does not know."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """o as JSON."""
        flags = (_ENSURE_ASCII * bool(self.ensure_ascii) | _ALLOW_NAN * bool(self.allow_nan) |
                 _SORT_KEYS * bool(self.sort_keys) | _SKIP_KEYS * bool(self.skipkeys) |
                 _CHECK_CIRCULAR * bool(self.check_circular))
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        return _encode(o, self.default, indent, self.item_separator, self.key_separator, flags)

    def iterencode(self, o, _one_shot=False):
        """An iterator over the pieces of the text."""
        yield self.encode(o)
