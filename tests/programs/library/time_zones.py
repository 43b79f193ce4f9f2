"""zoneinfo: local times, changes of the clock, the rules for years to come."""
import datetime
import pickle
import zoneinfo
from datetime import datetime as dt, timedelta
from zoneinfo import ZoneInfo


def err(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__module__, type(e).__name__, e)


for z in ('Europe/Berlin','America/New_York','UTC','Asia/Tokyo','Australia/Sydney','Asia/Kolkata','Europe/Dublin'):
    Z=ZoneInfo(z)
    for y in (1900,1950,1985,2000,2024,2037,2040,2100):
        for m,d,h in ((1,15,12),(3,31,2),(3,10,2),(7,1,0),(10,27,2),(11,3,1),(10,6,2)):
            for fold in (0,1):
                x=dt(y,m,d,h,30,tzinfo=Z,fold=fold); print(z,x.isoformat(),x.tzname(),x.dst(), end=' | ')
            u=dt(y,m,d,h,30,tzinfo=datetime.timezone.utc).astimezone(Z); print(u, u.fold, (dt(y,m,d,h,30,tzinfo=Z)+timedelta(hours=5)).isoformat())
print(ZoneInfo('UTC'), repr(ZoneInfo('UTC')), ZoneInfo('UTC') is ZoneInfo('UTC'), pickle.loads(pickle.dumps(ZoneInfo('UTC'))) is ZoneInfo('UTC'), 'Europe/Paris' in zoneinfo.available_timezones(), ZoneInfo('UTC').utcoffset(None), ZoneInfo('Europe/Berlin').utcoffset(None)); err(ZoneInfo,'No/Where'); err(ZoneInfo,'../x'); err(ZoneInfo,'/etc')


# What a zone answers is checked, and what is combined.
class Wrong(datetime.tzinfo):
    def utcoffset(self, when):
        return datetime.timedelta(hours=25)

    def dst(self, when):
        return 5

    tzname = dst


wrong = datetime.datetime(2020, 1, 1, tzinfo=Wrong())
for action in (wrong.utcoffset, wrong.dst, wrong.tzname, wrong.isoformat, wrong.timetz().dst,
               lambda: datetime.datetime.combine("2020", wrong.time()),
               lambda: datetime.datetime.combine(wrong, 5), lambda: datetime.time.fromisoformat(None)):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(pickle.loads(pickle.dumps(wrong.isocalendar())))
