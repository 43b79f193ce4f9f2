"""Text for HTML pages: escape() and unescape()."""

import re as _re
from html.entities import html5 as _html5

__all__ = ["escape", "unescape"]

# Numbers that stand for characters of Windows.
_WINDOWS = {0: "\ufffd", 13: "\r"} | {0x80 + place: char for place, char in enumerate(
    "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ")}

_CODE = _re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


def escape(s, quote=True):
    """s with &, < and > (and quotes, if quote is true) written so that they mean themselves."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s


def _character(match):
    text = match.group(1)
    if text[0] == "#":
        number = int(text[2:].rstrip(";"), 16) if text[1] in "xX" else int(text[1:].rstrip(";"))
        if number in _WINDOWS:
            return _WINDOWS[number]
        if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
            return "\ufffd"
        if number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF or number == 11 \
                or (number < 32 and number not in (9, 10, 12, 13)) or 127 <= number < 160:
            return ""
        return chr(number)
    for end in range(len(text), 1, -1):
        if text[:end] in _html5:
            return _html5[text[:end]] + text[end:]
    return "&" + text


def unescape(s):
    """s with &name; and &#number; replaced by the characters they stand for."""
    return _CODE.sub(_character, s) if "&" in s else s
