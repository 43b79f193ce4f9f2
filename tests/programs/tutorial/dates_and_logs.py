"""Dates: ages, calendars, working days; a server's log read with re and counted by hour."""
import calendar
import re
from collections import Counter
from datetime import date, datetime, time, timedelta, timezone
from itertools import groupby

LOG = """\
2024-03-09 23:58:01,120 INFO  [web-1] GET /index.html 200 12ms
2024-03-09 23:59:59,999 ERROR [web-2] GET /missing 404 3ms
2024-03-10 00:00:00,000 INFO  [web-1] POST /login 302 45ms
garbage line
2024-03-10 00:15:30,500 WARN  [web-1] GET /slow 200 2045ms
2024-03-10 01:02:03,004 INFO  [web-2] GET /index.html 200 9ms
2024-02-30 01:02:03,004 INFO  [web-2] GET /index.html 200 9ms
"""
LINE = re.compile(r"""^(?P<when>\d{4}-\d\d-\d\d\ [\d:]+,\d{3})\s+(?P<level>[A-Z]+)\s+\[(?P<host>[^\]]+)\]\s
                      (?P<verb>\w+)\s(?P<path>\S+)\s(?P<status>\d{3})\s(?P<ms>\d+)ms$""", re.X)


def read_log(text):
    for number, line in enumerate(text.splitlines(), 1):
        if not (match := LINE.match(line)):
            print(f"line {number} not understood: {line!r}")
            continue
        try:
            when = datetime.strptime(match["when"], "%Y-%m-%d %H:%M:%S,%f")
        except ValueError as error:
            print(f"line {number}: {error}")
            continue
        yield {**match.groupdict(), "when": when, "status": int(match["status"]), "ms": int(match["ms"])}


def age(born, today):
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def working_days(start, end, holidays=()):
    day = start
    while day < end:
        if day.weekday() < 5 and day not in holidays:
            yield day
        day += timedelta(days=1)


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


entries = list(read_log(LOG))
for hour, group in groupby(entries, key=lambda e: e["when"].replace(minute=0, second=0, microsecond=0)):
    group = list(group)
    print(f"{hour:%a %d %b %H:00} {len(group)} requests, slowest {max(e['ms'] for e in group):,} ms")
print(Counter(e["level"] for e in entries), Counter(e["host"] for e in entries).most_common(1))
gap = entries[-1]["when"] - entries[0]["when"]
print(gap, gap.total_seconds(), repr(gap), gap // timedelta(minutes=1), gap / 2, abs(-gap) == gap, -gap)
print(age(date(2000, 2, 29), date(2024, 2, 28)), age(date(2000, 2, 29), date(2024, 3, 1)))
print(len(list(working_days(date(2024, 12, 20), date(2025, 1, 3), {date(2024, 12, 25), date(2025, 1, 1)}))))
print(*(easter(year).strftime("%d.%m.%Y") for year in (2024, 2025, 2038)))
moment = datetime(2024, 2, 29, 13, 5, 9, 42)
print(moment, moment.isoformat(timespec="seconds"), f"{moment:%I:%M %p, day %j, week %V, %y/%m/%d %f}", moment.date(), moment.time())
print(repr(moment), moment.replace(year=2028), moment + timedelta(weeks=1, hours=-3), moment.isocalendar(), moment.ctime())
zone = timezone(timedelta(hours=5, minutes=30), "IST")
aware = moment.replace(tzinfo=timezone.utc)
print(aware, aware.astimezone(zone), aware.astimezone(zone).tzname(), aware.timestamp(), datetime.fromtimestamp(0, timezone.utc))
print(date.fromisoformat("2024-05-17").toordinal(), datetime.fromisoformat("2024-05-17T10:00:00+02:00"), time(7, 5).isoformat())
print(calendar.month(2024, 2), calendar.isleap(1900), calendar.monthrange(2023, 2), calendar.day_name[0], date.max - date.min)
print(calendar.TextCalendar(firstweekday=6).formatmonth(2025, 6, w=3))
for action in ("date(2024, 13, 1)", "date(2024, 2, 30)", "datetime.strptime('1/2', '%d/%m/%Y')", "datetime.strptime('x', '%Y')",
               "aware - moment", "time(25)", "date.fromisoformat('x')",
               "calendar.month(2024, 13)", "timedelta('1')"):
    try:
        print(eval(action))
    except Exception as error:
        print(f"{action}: {type(error).__name__}: {error}")
print(easter("2024"))
