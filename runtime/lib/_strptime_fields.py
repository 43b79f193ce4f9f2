"""Reads a date and time from text by a format, for datetime.strptime."""

import re

_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december"]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_FIELDS = {
    "d": r"(?P<d>3[01]|[12]\d|0[1-9]|[1-9]| [1-9])", "f": r"(?P<f>\d{1,6})", "H": r"(?P<H>2[0-3]|[01]\d|\d)",
    "I": r"(?P<I>1[0-2]|0[1-9]|[1-9])", "j": r"(?P<j>36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
    "m": r"(?P<m>1[0-2]|0[1-9]|[1-9])", "M": r"(?P<M>[0-5]\d|\d)", "S": r"(?P<S>6[01]|[0-5]\d|\d)",
    "y": r"(?P<y>\d\d)", "Y": r"(?P<Y>\d{4})", "z": r"(?P<z>[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|Z)",
    "Z": r"(?P<Z>utc|gmt|[a-z]{3,5})", "p": r"(?P<p>am|pm)",
    "B": "(?P<B>" + "|".join(_MONTHS) + ")", "b": "(?P<b>" + "|".join(name[:3] for name in _MONTHS) + ")",
    "A": "(?P<A>" + "|".join(_DAYS) + ")", "a": "(?P<a>" + "|".join(name[:3] for name in _DAYS) + ")",
    "w": r"(?P<w>[0-6])", "%": "%",
}
_SHORT = {"D": "%m/%d/%y", "T": "%H:%M:%S", "R": "%H:%M", "F": "%Y-%m-%d", "c": "%a %b %d %H:%M:%S %Y",
          "x": "%m/%d/%y", "X": "%H:%M:%S"}


def _pattern(format):
    out = ""
    position = 0
    while position < len(format):
        char = format[position]
        position += 1
        if char == "%":
            code = format[position:position + 1]
            position += 1
            if not code:
                raise ValueError(f"stray %% in format '{format}'")
            if code in _SHORT:
                out += _pattern(_SHORT[code])
            elif code in _FIELDS:
                out += _FIELDS[code]
            else:
                raise ValueError(f"'{code}' is a bad directive in format '{format}'")
        elif char.isspace():
            if not out.endswith(r"\s+"):
                out += r"\s+"
        else:
            out += re.escape(char)
    return out


def read(text, format):
    """(year, month, day, hour, minute, second, microsecond, zone)."""
    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 1 must be str, not {type(text).__name__}")
    if not isinstance(format, str):
        raise TypeError(f"strptime() argument 2 must be str, not {type(format).__name__}")
    match = re.match(_pattern(format), text, re.IGNORECASE)
    if match is None:
        raise ValueError(f"time data {text!r} does not match format {format!r}")
    if match.end() != len(text):
        raise ValueError(f"unconverted data remains: {text[match.end():]}")
    found = {name: value.lower() for name, value in match.groupdict().items() if value is not None}
    year = int(found.get("Y", 1900))
    if "y" in found:
        year = int(found["y"])
        year += 2000 if year <= 68 else 1900
    month, day = int(found.get("m", 1)), int(found.get("d", 1))
    if "B" in found:
        month = _MONTHS.index(found["B"]) + 1
    elif "b" in found:
        month = [name[:3] for name in _MONTHS].index(found["b"]) + 1
    if "j" in found:
        import datetime
        moment = datetime.date.fromordinal(datetime.date(year, 1, 1).toordinal() + int(found["j"]) - 1)
        month, day = moment.month, moment.day
    hour = int(found.get("H", 0))
    if "I" in found:
        hour = int(found["I"]) % 12 + (12 if found.get("p") == "pm" else 0)
    fraction = int(found["f"].ljust(6, "0")) if "f" in found else 0
    return (year, month, day, hour, int(found.get("M", 0)), int(found.get("S", 0)), fraction, _zone(found))


def _zone(found):
    import datetime
    text = found.get("z")
    if text is None:
        return None
    if text == "z":
        return datetime.UTC
    digits = text[1:].replace(":", "")
    offset = datetime.timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=float(digits[4:] or 0))
    return datetime.timezone(-offset if text[0] == "-" else offset)
