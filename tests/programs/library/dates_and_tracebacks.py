"""datetime and traceback."""

from datetime import *
import traceback, sys
d = date(2024, 2, 29)
print(d, repr(d), d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), date.fromordinal(738000), d + timedelta(1), d - date(2024, 1, 1), d.replace(year=2020), d.strftime('%d/%m/%y %A %B %j'), d.ctime(), f'{d:%Y}', d < date(2025, 1, 1), d == date(2024, 2, 29), hash(d) == hash(date(2024, 2, 29)), date.min, date.max, date.fromisoformat('2024-05-06'), date.fromisoformat('2024-W19-1'), date.fromisocalendar(2024, 1, 1), d.timetuple())
t = time(12, 30, 15, 250000)
print(t, repr(t), time(1), t.isoformat('minutes'), t.replace(hour=1), time.fromisoformat('04:05:06.5+02:00'), t < time(13), time(1, tzinfo=UTC))
dt = datetime(2024, 5, 6, 12, 30, 15, 123456)
print(dt, repr(dt), dt.date(), dt.time(), dt.isoformat(), dt.isoformat(' ', 'seconds'), dt + timedelta(days=30, hours=5), dt - datetime(2024, 1, 1), dt.strftime('%Y-%m-%d %H:%M:%S.%f %p %I'), datetime.strptime('2024-05-06 01:02:03', '%Y-%m-%d %H:%M:%S'), datetime.fromisoformat('2024-05-06T12:30:15.25+02:00'), datetime.combine(d, t), dt.replace(month=1), datetime(2024, 1, 1) < dt, dt.timetuple()[:6], datetime.fromisoformat('20240506'), datetime.strptime('6 May 24 3PM', '%d %b %y %I%p'))
td = timedelta(days=1, hours=2, seconds=3.5)
print(td, repr(td), td.total_seconds(), td * 2, td / 2, -td, abs(-td), td // timedelta(hours=1), td % timedelta(hours=1), divmod(td, timedelta(hours=1)), timedelta(0), repr(timedelta(0)), timedelta(microseconds=1), timedelta(weeks=1), timedelta(-1), td > timedelta(1), bool(timedelta()), td / timedelta(days=1), timedelta.max, timedelta(hours=1.5), sum([td, td], timedelta()), timedelta(days=1) * 1.5)
tz = timezone(timedelta(hours=5, minutes=30))
a = datetime(2024, 1, 1, 12, tzinfo=tz)
print(a, repr(a), a.astimezone(UTC), a.utcoffset(), a.tzname(), timezone.utc, repr(tz), timezone(timedelta(0)), timezone(timedelta(hours=-3), 'X'), a == datetime(2024, 1, 1, 6, 30, tzinfo=UTC), a.timestamp(), datetime.fromtimestamp(0, UTC), a.strftime('%z %Z'), a - datetime(2024, 1, 1, tzinfo=UTC))
for f in (lambda: date(2024, 2, 30), lambda: date(0, 1, 1), lambda: date(2024, 13, 1), lambda: time(25), lambda: datetime(2024, 1, 1) < datetime(2024, 1, 1, tzinfo=UTC), lambda: datetime.strptime('x', '%Y'), lambda: datetime.strptime('2024 z', '%Y'), lambda: date.fromisoformat('nope'), lambda: timedelta('a'), lambda: date(2024, 1), lambda: timezone(timedelta(days=1)), lambda: date.max + timedelta(1), lambda: date('a', 1, 1), lambda: datetime(2024, 1, 1) - datetime(2024, 1, 1, tzinfo=UTC), lambda: datetime.strptime('1', '%Q')):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(isinstance(dt, date), issubclass(datetime, date), dt != d, datetime.min, datetime.max)


def f():
    g()


def g():
    1 / 0


try:
    f()
except ZeroDivisionError as e:
    s = traceback.format_exc()
    print(s.replace(__file__, 'F'))
    print([x.replace(__file__, 'F') for x in traceback.format_exception(e)][:2], traceback.format_exception_only(e), [(x.lineno, x.name, x.line) for x in traceback.extract_tb(e.__traceback__)], len(traceback.format_tb(e.__traceback__)))
    print(traceback.format_exc().replace(__file__, 'F'))
    te = traceback.TracebackException.from_exception(e)
    print(str(te), te.exc_type_str, len(te.stack))


def h():
    return (traceback.extract_stack()[-1].name, traceback.format_stack()[-1].count('in h'))


print(h(), traceback.format_exception_only(ValueError('a', 'b')), traceback.format_exc())
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise KeyError('k') from e
except KeyError as e:
    print(''.join(traceback.format_exception(e, chain=False)).replace(__file__, 'F'), ''.join(traceback.format_exception(e)).count('direct cause'))

# The frames outwards begin with the caller's; members of groups line by line; no value is <implicit>.
import inspect


def here():
    local = 3
    return traceback.StackSummary.extract(traceback.walk_stack(None), capture_locals=True, limit=1)[0]


print(here().name, here().locals)
several = ExceptionGroup("a\n1", [ValueError("b\n2"), KeyError("k")])
print(traceback.format_exception_only(several, show_group=True))
print(inspect.signature(traceback.format_exception), inspect.signature(traceback.format_exception_only))
