"""Time zones of the world, from the system's files (RFC 9636): ZoneInfo("Europe/Berlin")."""

import bisect
import os
import re
import struct
from datetime import datetime, timedelta, tzinfo

__all__ = ["ZoneInfo", "reset_tzpath", "available_timezones", "TZPATH", "ZoneInfoNotFoundError",
           "InvalidTZPathWarning"]

TZPATH = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
_EPOCH = datetime(1970, 1, 1)


class ZoneInfoNotFoundError(KeyError):
    """There is no file for the zone."""


ZoneInfoNotFoundError.__module__ = "zoneinfo._common"


class InvalidTZPathWarning(RuntimeWarning):
    """A path that is not absolute."""


def reset_tzpath(to=None):
    """Sets where the files are looked for."""
    global TZPATH
    if to is not None:
        if isinstance(to, (str, bytes)):
            raise TypeError(f"tzpath must be a list or tuple, not {type(to)}: {to!r}")
        if not all(map(os.path.isabs, to)):
            raise ValueError("tzpath entries must be absolute paths")
        TZPATH = tuple(to)


def available_timezones():
    """The names of all zones there are files for."""
    names = set()
    for root in TZPATH:
        for folder, folders, files in os.walk(root):
            if folder == root:
                folders[:] = [name for name in folders if name not in ("right", "posix")]
            for file in files:
                path = os.path.join(folder, file)
                try:
                    with open(path, "rb") as data:
                        is_zone = data.read(4) == b"TZif"
                except OSError:
                    continue
                name = os.path.relpath(path, root)
                if is_zone and name not in ("posixrules", "localtime"):
                    names.add(name)
    return names


def _find(key):
    if os.path.isabs(key):
        raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {key}")
    if os.path.normpath(key) != key and len(os.path.normpath(key)) != len(key):
        raise ValueError(f"ZoneInfo keys must be normalized relative paths, got: {key}")
    if ".." in key.split("/"):
        raise ValueError(f"ZoneInfo keys must refer to subdirectories of TZPATH, got: {key}")
    for root in TZPATH:
        path = os.path.join(root, key)
        if os.path.isfile(path):
            return path
    raise ZoneInfoNotFoundError(f"No time zone found with key {key}")


class ZoneInfo(tzinfo):
    """A time zone; the same object for the same name."""

    _known = {}

    def __new__(cls, key):
        if key not in cls._known:
            cls._known[key] = cls._read(key)
        return cls._known[key]

    @classmethod
    def no_cache(cls, key):
        """A new object."""
        return cls._read(key)

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        """Forgets the objects, or those with some names."""
        for key in list(cls._known) if only_keys is None else only_keys:
            cls._known.pop(key, None)

    @classmethod
    def from_file(cls, file, /, key=None):
        """The zone in an open file."""
        self = tzinfo.__new__(cls)
        self.key = key
        self._load(file.read())
        return self

    @classmethod
    def _read(cls, key):
        with open(_find(key), "rb") as file:
            return cls.from_file(file, key)

    # --- the file: times at which something changes, and what is in force from then on ---

    def _load(self, data):
        start, width = 0, 4
        header = struct.unpack(">4sc15x6l", data[:44])
        if header[0] != b"TZif":
            raise ValueError("Invalid TZif file: magic not found")
        if header[1] >= b"2":  # the second half has the same in 64 bits
            _, _, is_utc, is_standard, leaps, times, types, letters = header
            start = 44 + times * 5 + types * 6 + letters + leaps * 8 + is_standard + is_utc
            width = 8
            header = struct.unpack(">4sc15x6l", data[start:start + 44])
        _, _, is_utc, is_standard, leaps, n_times, n_types, n_letters = header
        place = start + 44
        times = struct.unpack(f">{n_times}{'q' if width == 8 else 'l'}", data[place:place + n_times * width])
        place += n_times * width
        indices = data[place:place + n_times]
        place += n_times
        types = [struct.unpack(">lbB", data[place + 6 * i:place + 6 * i + 6]) for i in range(n_types)]
        place += n_types * 6
        letters = data[place:place + n_letters]
        place += n_letters + leaps * (width + 4) + is_standard + is_utc
        names = [letters[start:letters.index(b"\0", start)].decode() for _, _, start in types]
        self._types = self._with_dst([(offset, bool(is_dst), name)
                                      for (offset, is_dst, _), name in zip(types, names)], indices)
        self._times = times
        self._indices = indices
        first = next((i for i, kind in enumerate(self._types) if not kind[1]), 0)
        self._before = first if not indices else 0 if not self._types[0][1] else first
        # When the clock changes, in local time: what it showed before and after.
        self._local = [[], []]
        previous = self._before
        for time, index in zip(times, indices):
            offsets = self._types[previous][0], self._types[index][0]
            self._local[0].append(time + max(offsets))
            self._local[1].append(time + min(offsets))
            previous = index
        rule = data[place:].strip(b"\n").decode()
        self._rule = _Rule(rule) if rule and width == 8 else None

    @staticmethod
    def _with_dst(types, indices):
        """(offset, how much of it is summer time, name) in place of (offset, is it summer, name)."""
        summer = [0] * len(types)
        for before, after in zip(indices, indices[1:]):
            for dst, standard in ((after, before), (before, after)):
                if types[dst][1] and not types[standard][1] and not summer[dst]:
                    summer[dst] = types[dst][0] - types[standard][0]
        return [(offset, (summer[i] or 3600) if is_dst else 0, name)
                for i, (offset, is_dst, name) in enumerate(types)]

    def _kind(self, dt):
        """What is in force at a local time."""
        seconds = (dt.replace(tzinfo=None, fold=0) - _EPOCH) // timedelta(seconds=1)
        times = self._local[dt.fold]
        place = bisect.bisect_right(times, seconds)
        if place == len(times) and self._rule:
            return self._rule.kind(seconds, dt.year, dt.fold)
        return self._types[self._indices[place - 1] if place else self._before]

    def utcoffset(self, dt):
        if dt is None:
            return self._fixed(0)
        return timedelta(seconds=self._kind(dt)[0])

    def dst(self, dt):
        if dt is None:
            return self._fixed(1)
        return timedelta(seconds=self._kind(dt)[1])

    def tzname(self, dt):
        if dt is None:
            return self._fixed(2)
        return self._kind(dt)[2]

    def _fixed(self, part):
        """For a zone that never changes."""
        if self._times or not self._rule or self._rule.summer:
            return None
        return self._rule.standard[part] if part == 2 else timedelta(seconds=self._rule.standard[part])

    def fromutc(self, dt):
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        seconds = (dt.replace(tzinfo=None) - _EPOCH) // timedelta(seconds=1)
        place = bisect.bisect_right(self._times, seconds)
        fold = 0
        if place == len(self._times) and self._rule:
            kind, fold = self._rule.kind_of_utc(seconds, dt.year)
        else:
            kind = self._types[self._indices[place - 1] if place else self._before]
            if place:
                before = self._types[self._indices[place - 2] if place > 1 else self._before]
                fold = int(before[0] - kind[0] > seconds - self._times[place - 1])
        return (dt + timedelta(seconds=kind[0])).replace(fold=fold)

    def __repr__(self):
        return f"zoneinfo.ZoneInfo(key={self.key!r})" if self.key is not None else \
            "zoneinfo.ZoneInfo.from_file(<file>)"

    def __str__(self):
        return self.key if self.key is not None else repr(self)

    def __reduce__(self):
        return ZoneInfo, (self.key,)


_NAME = r"(<[^>]+>|[A-Za-z]+)"
_OFFSET = r"([+-]?\d{1,3}(?::\d{2}(?::\d{2})?)?)"
_TZ = re.compile(rf"{_NAME}{_OFFSET}(?:{_NAME}{_OFFSET}?(?:,([^,/]+)(?:/{_OFFSET})?,([^,/]+)(?:/{_OFFSET})?)?)?\Z")


def _seconds(text):
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")] + [0, 0]
    return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2])


class _Rule:
    """What is in force after the last change in the file, as POSIX writes it: CET-1CEST,M3.5.0,M10.5.0/3"""

    def __init__(self, text):
        match = _TZ.match(text)
        if match is None:
            raise ValueError(f"{text} is not a valid TZ string")
        name, offset, summer_name, summer_offset, start, start_time, end, end_time = match.groups()
        self.standard = (-_seconds(offset), 0, name.strip("<>"))
        self.summer = None
        if summer_name:
            ahead = -_seconds(summer_offset) if summer_offset else self.standard[0] + 3600
            self.summer = (ahead, ahead - self.standard[0], summer_name.strip("<>"))
            self.start = start, _seconds(start_time or "2")
            self.end = end, _seconds(end_time or "2")

    @staticmethod
    def _day(rule, year):
        """The seconds from 1970 to the beginning of the day that a rule names."""
        if rule.startswith("M"):
            month, week, weekday = map(int, rule[1:].split("."))
            day = datetime(year, month, 1)
            day += timedelta(((weekday - 1) % 7 - day.weekday()) % 7 + 7 * (week - 1))
            if day.month != month:
                day -= timedelta(7)
        elif rule.startswith("J"):
            number = int(rule[1:])
            is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
            day = datetime(year, 1, 1) + timedelta(number - 1 + (is_leap and number >= 60))
        else:
            day = datetime(year, 1, 1) + timedelta(int(rule))
        return (day - _EPOCH) // timedelta(seconds=1)

    def _changes(self, year):
        """When summer time begins, by the clock of before, and ends, by that of summer."""
        return self._day(self.start[0], year) + self.start[1], self._day(self.end[0], year) + self.end[1]

    def kind(self, seconds, year, fold):
        if not self.summer:
            return self.standard
        start, end = self._changes(year)
        difference = self.summer[1]
        # The clock jumps over an hour at the start and shows an hour twice at the end.
        if difference >= 0:
            start += difference if fold == 0 else 0
            end -= difference if fold == 1 else 0
        else:
            start += difference if fold == 1 else 0
            end -= difference if fold == 0 else 0
        is_summer = start <= seconds < end if start < end else not end <= seconds < start
        return self.summer if is_summer else self.standard

    def kind_of_utc(self, seconds, year):
        """(what is in force, fold) at a time in UTC."""
        if not self.summer:
            return self.standard, 0
        start, end = self._changes(year)
        start -= self.standard[0]
        end -= self.summer[0]
        is_summer = start <= seconds < end if start < end else not end <= seconds < start
        difference = self.summer[1]
        fold = 0 <= seconds - end < difference if difference > 0 else 0 <= seconds - start < -difference
        return self.summer if is_summer else self.standard, int(fold)
