"""Reads a date and time from text by a format, for time.strptime and datetime.strptime."""

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
    "w": r"(?P<w>[0-6])", "u": r"(?P<u>[1-7])", "U": r"(?P<U>5[0-3]|[0-4]\d|\d)", "W": r"(?P<W>5[0-3]|[0-4]\d|\d)",
    "V": r"(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)", "G": r"(?P<G>\d{4})", "%": "%",
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


def _match(text, format):
    """The parts of the text by the letters of the format, in small letters."""
    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 0 must be str, not {type(text)}")
    if not isinstance(format, str):
        raise TypeError(f"strptime() argument 1 must be str, not {type(format)}")
    match = re.match(_pattern(format), text, re.IGNORECASE)
    if match is None:
        raise ValueError(f"time data {text!r} does not match format {format!r}")
    if match.end() != len(text):
        raise ValueError(f"unconverted data remains: {text[match.end():]}")
    return {name: value.lower() for name, value in match.groupdict().items() if value is not None}


def _weekday(found):
    """The day of the week, 0 for Monday; None if it is not in the text."""
    if "A" in found:
        return _DAYS.index(found["A"])
    if "a" in found:
        return [name[:3] for name in _DAYS].index(found["a"])
    if "w" in found:
        return (int(found["w"]) - 1) % 7
    return int(found["u"]) - 1 if "u" in found else None


def _date(found, weekday):
    """The date, whichever way it was given, and whether it has a year."""
    import datetime
    has_year = "Y" in found or "y" in found or "G" in found
    year = int(found.get("Y", found.get("G", 1900)))
    if "y" in found:
        year = int(found["y"])
        year += 2000 if year <= 68 else 1900
    if "V" in found:
        if "G" not in found or weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
        return datetime.date.fromisocalendar(year, int(found["V"]), weekday + 1)
    if "j" in found:
        return datetime.date.fromordinal(datetime.date(year, 1, 1).toordinal() + int(found["j"]) - 1)
    if weekday is not None and ("U" in found or "W" in found) and has_year:
        starts_on_sunday = "U" in found
        first = datetime.date(year, 1, 1)
        offset = (first.weekday() + starts_on_sunday) % 7
        place = (weekday + starts_on_sunday) % 7
        days = int(found["U"] if starts_on_sunday else found["W"]) * 7 - offset + place
        return first + datetime.timedelta(days)
    month, day = int(found.get("m", 1)), int(found.get("d", 1))
    if "B" in found:
        month = _MONTHS.index(found["B"]) + 1
    elif "b" in found:
        month = [name[:3] for name in _MONTHS].index(found["b"]) + 1
    if not has_year and month == 2 and day == 29:
        year = 1904  # the first leap year: such a day there is
    return datetime.date(year, month, day)


def _clock(found):
    """(hour, minute, second)"""
    hour = int(found.get("H", 0))
    if "I" in found:
        hour = int(found["I"]) % 12 + (12 if found.get("p") == "pm" else 0)
    return hour, int(found.get("M", 0)), int(found.get("S", 0))


def read(text, format):
    """(year, month, day, hour, minute, second, microsecond, zone), for datetime."""
    found = _match(text, format)
    day = _date(found, _weekday(found))
    fraction = int(found["f"].ljust(6, "0")) if "f" in found else 0
    return (day.year, day.month, day.day, *_clock(found), fraction, _zone(found))


def read_time(text, format):
    """The nine fields of a struct_time, for time."""
    found = _match(text, format)
    weekday = _weekday(found)
    day = _date(found, weekday)
    yearday = day.timetuple().tm_yday
    if day.year == 1904 and not {"Y", "y", "G"} & set(found):
        day = day.replace(year=1900, day=28)
        day_of_month = 29
    else:
        day_of_month = day.day
    return (day.year, day.month, day_of_month, *_clock(found), day.weekday() if weekday is None else weekday, yearday,
            0 if found.get("Z") in ("utc", "gmt") else -1)


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
