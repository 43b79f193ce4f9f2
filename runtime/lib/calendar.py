"""Calendars of months and years, as lists, as text and as HTML."""

import datetime
from enum import IntEnum
from itertools import repeat

__all__ = ["IllegalMonthError", "IllegalWeekdayError", "setfirstweekday", "firstweekday", "isleap", "leapdays",
           "weekday", "monthrange", "monthcalendar", "prmonth", "month", "prcal", "calendar", "timegm", "month_name",
           "month_abbr", "day_name", "day_abbr", "Calendar", "TextCalendar", "HTMLCalendar", "weekheader", "Day",
           "Month", "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER",
           "NOVEMBER", "DECEMBER", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]

error = ValueError


class IllegalMonthError(ValueError, IndexError):
    def __init__(self, month):
        self.month = month

    def __str__(self):
        return f"bad month number {self.month!r}; must be 1-12"


class IllegalWeekdayError(ValueError):
    def __init__(self, weekday):
        self.weekday = weekday

    def __str__(self):
        return f"bad weekday number {self.weekday!r}; must be 0 (Monday) to 6 (Sunday)"


class _Named(IntEnum):
    """Its members are names of this module."""

    def __repr__(self):
        return f"calendar.{self.name}"


Month = _Named("Month", "JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER",
               module=__name__)
Day = _Named("Day", "MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY", start=0, module=__name__)
globals().update({**Month.__members__, **Day.__members__})

# CPython: in the language of the locale.
day_name = [day.name.capitalize() for day in Day]
day_abbr = [name[:3] for name in day_name]
month_name = [""] + [month.name.capitalize() for month in Month]
month_abbr = [name[:3] for name in month_name]

_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def isleap(year):
    """Whether the year has a 29th of February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def leapdays(y1, y2):
    """How many leap years there are from y1 to before y2."""
    y1 -= 1
    y2 -= 1
    return (y2 // 4 - y1 // 4) - (y2 // 100 - y1 // 100) + (y2 // 400 - y1 // 400)


def weekday(year, month, day):
    """The day of the week, 0 for Monday."""
    if not 1 <= year <= 9999:
        year = 2000 + year % 400  # the calendar repeats after 400 years
    return Day(datetime.date(year, month, day).weekday())


def _check_month(month):
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)


def _length(year, month):
    return _LENGTHS[month] + (month == 2 and isleap(year))


def monthrange(year, month):
    """(the day of the week of the first, how many days there are)"""
    _check_month(month)
    return weekday(year, month, 1), _length(year, month)


def _before(year, month):
    return (year - 1, 12) if month == 1 else (year, month - 1)


def _after(year, month):
    return (year + 1, 1) if month == 12 else (year, month + 1)


class Calendar:
    """The days of months, in weeks that begin with firstweekday."""

    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    @property
    def firstweekday(self):
        return self._firstweekday % 7

    @firstweekday.setter
    def firstweekday(self, firstweekday):
        self._firstweekday = firstweekday

    def iterweekdays(self):
        """The days of a week as numbers."""
        return iter([(self.firstweekday + i) % 7 for i in range(7)])

    def itermonthdays3(self, year, month):
        """(year, month, day) for the month and what its first and last weeks have of others."""
        first, length = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        after = (self.firstweekday - first - length) % 7
        other_year, other_month = _before(year, month)
        end = _length(other_year, other_month) + 1
        for day in range(end - before, end):
            yield other_year, other_month, day
        for day in range(1, length + 1):
            yield year, month, day
        other_year, other_month = _after(year, month)
        for day in range(1, after + 1):
            yield other_year, other_month, day

    def itermonthdates(self, year, month):
        """The same as dates."""
        for y, m, d in self.itermonthdays3(year, month):
            yield datetime.date(y, m, d)

    def itermonthdays(self, year, month):
        """The days of the month, 0 for those of other months."""
        first, length = monthrange(year, month)
        yield from repeat(0, (first - self.firstweekday) % 7)
        yield from range(1, length + 1)
        yield from repeat(0, (self.firstweekday - first - length) % 7)

    def itermonthdays2(self, year, month):
        """(day or 0, day of the week)"""
        for place, day in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield day, place % 7

    def itermonthdays4(self, year, month):
        """(year, month, day, day of the week)"""
        for place, (y, m, d) in enumerate(self.itermonthdays3(year, month)):
            yield y, m, d, (self.firstweekday + place) % 7

    @staticmethod
    def _weeks(days):
        days = list(days)
        return [days[start:start + 7] for start in range(0, len(days), 7)]

    def monthdatescalendar(self, year, month):
        """The weeks of a month as lists of dates."""
        return self._weeks(self.itermonthdates(year, month))

    def monthdays2calendar(self, year, month):
        """The weeks of a month as lists of (day, day of the week)."""
        return self._weeks(self.itermonthdays2(year, month))

    def monthdayscalendar(self, year, month):
        """The weeks of a month as lists of days."""
        return self._weeks(self.itermonthdays(year, month))

    def _year(self, function, year, width):
        months = [function(year, month) for month in Month]
        return [months[start:start + width] for start in range(0, 12, width)]

    def yeardatescalendar(self, year, width=3):
        """The months of a year in rows of `width`, as monthdatescalendar() gives them."""
        return self._year(self.monthdatescalendar, year, width)

    def yeardays2calendar(self, year, width=3):
        return self._year(self.monthdays2calendar, year, width)

    def yeardayscalendar(self, year, width=3):
        return self._year(self.monthdayscalendar, year, width)


class TextCalendar(Calendar):
    """Calendars as plain text."""

    def prweek(self, theweek, width):
        print(self.formatweek(theweek, width), end="")

    def formatday(self, day, weekday, width):
        return ("" if day == 0 else f"{day:2}").center(width)

    def formatweek(self, theweek, width):
        return " ".join(self.formatday(day, weekday, width) for day, weekday in theweek)

    def formatweekday(self, day, width):
        return (day_name if width >= 9 else day_abbr)[day][:width].center(width)

    def formatweekheader(self, width):
        return " ".join(self.formatweekday(day, width) for day in self.iterweekdays())

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        name = month_name[themonth]
        return (f"{name} {theyear!r}" if withyear else name).center(width)

    def prmonth(self, theyear, themonth, w=0, l=0):
        print(self.formatmonth(theyear, themonth, w, l), end="")

    def formatmonth(self, theyear, themonth, w=0, l=0):
        """A month; w is the width of a day, l the lines of a week."""
        w, l = max(2, w), max(1, l)
        lines = [self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1), self.formatweekheader(w)]
        lines += [self.formatweek(week, w) for week in self.monthdays2calendar(theyear, themonth)]
        return "".join(line.rstrip() + "\n" * l for line in lines)

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        """A year, m months beside each other with c blanks between them."""
        w, l, c = max(2, w), max(1, l), max(2, c)
        column = (w + 1) * 7 - 1
        text = [repr(theyear).center(column * m + c * (m - 1)).rstrip(), "\n" * l]
        header = self.formatweekheader(w)
        for number, row in enumerate(self.yeardays2calendar(theyear, m)):
            months = range(m * number + 1, min(m * (number + 1) + 1, 13))
            names = (self.formatmonthname(theyear, month, column, False) for month in months)
            text += ["\n" * l, formatstring(names, column, c).rstrip(), "\n" * l]
            text += [formatstring((header for _ in months), column, c).rstrip(), "\n" * l]
            for place in range(max(map(len, row))):
                weeks = ("" if place >= len(month) else self.formatweek(month[place], w) for month in row)
                text += [formatstring(weeks, column, c).rstrip(), "\n" * l]
        return "".join(text)

    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        print(self.formatyear(theyear, w, l, c, m), end="")


class HTMLCalendar(Calendar):
    """Calendars as tables of HTML."""

    cssclasses = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    cssclasses_weekday_head = cssclasses
    cssclass_noday = "noday"
    cssclass_month_head = cssclass_month = "month"
    cssclass_year_head = cssclass_year = "year"

    def formatday(self, day, weekday):
        if day == 0:
            return f'<td class="{self.cssclass_noday}">&nbsp;</td>'
        return f'<td class="{self.cssclasses[weekday]}">{day}</td>'

    def formatweek(self, theweek):
        return f"<tr>{''.join(self.formatday(day, weekday) for day, weekday in theweek)}</tr>"

    def formatweekday(self, day):
        return f'<th class="{self.cssclasses_weekday_head[day]}">{day_abbr[day]}</th>'

    def formatweekheader(self):
        return f"<tr>{''.join(map(self.formatweekday, self.iterweekdays()))}</tr>"

    def formatmonthname(self, theyear, themonth, withyear=True):
        name = f"{month_name[themonth]} {theyear}" if withyear else month_name[themonth]
        return f'<tr><th colspan="7" class="{self.cssclass_month_head}">{name}</th></tr>'

    def formatmonth(self, theyear, themonth, withyear=True):
        lines = [f'<table border="0" cellpadding="0" cellspacing="0" class="{self.cssclass_month}">',
                 self.formatmonthname(theyear, themonth, withyear), self.formatweekheader()]
        lines += map(self.formatweek, self.monthdays2calendar(theyear, themonth))
        return "\n".join(lines + ["</table>", ""])

    def formatyear(self, theyear, width=3):
        width = max(width, 1)
        text = [f'<table border="0" cellpadding="0" cellspacing="0" class="{self.cssclass_year}">\n',
                f'<tr><th colspan="{width}" class="{self.cssclass_year_head}">{theyear}</th></tr>']
        for start in range(1, 13, width):
            cells = (f"<td>{self.formatmonth(theyear, month, withyear=False)}</td>"
                     for month in range(start, min(start + width, 13)))
            text.append(f"<tr>{''.join(cells)}</tr>")
        return "".join(text) + "</table>"


def formatstring(cols, colwidth=20, spacing=6):
    """Columns of text beside each other, each centred."""
    return (" " * spacing).join(column.center(colwidth) for column in cols)


def format(cols, colwidth=20, spacing=6):
    print(formatstring(cols, colwidth, spacing))


# --- with one calendar for everybody ---

_calendar = TextCalendar()


def firstweekday():
    """The day weeks begin with."""
    return _calendar.firstweekday


def setfirstweekday(firstweekday):
    """Has weeks begin with another day."""
    if not 0 <= firstweekday <= 6:
        raise IllegalWeekdayError(firstweekday)
    _calendar.firstweekday = firstweekday


monthcalendar = _calendar.monthdayscalendar
prweek = _calendar.prweek
week = _calendar.formatweek
weekheader = _calendar.formatweekheader
prmonth = _calendar.prmonth
month = _calendar.formatmonth
calendar = _calendar.formatyear
prcal = _calendar.pryear


def timegm(tuple):
    """Seconds since 1970 from (year, month, day, hour, minute, second) in UTC."""
    year, month, day, hour, minute, second = tuple[:6]
    days = datetime.date(year, month, 1).toordinal() - datetime.date(1970, 1, 1).toordinal() + day - 1
    return ((days * 24 + hour) * 60 + minute) * 60 + second
