"""calendar, cmath."""
import calendar, cmath, math, datetime
def err(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
print(calendar.month(2024,2)); print(calendar.calendar(2025)); print(calendar.TextCalendar(6).formatmonth(2023,10,w=5,l=2)); print(calendar.HTMLCalendar().formatmonth(2024,1)); print(len(calendar.HTMLCalendar(6).formatyear(2024)))
print(calendar.monthrange(2024,2), calendar.isleap(2000), calendar.leapdays(1900,2001), calendar.weekday(2024,5,5), calendar.monthcalendar(2024,9), calendar.day_name[0], list(calendar.month_abbr), calendar.weekheader(3), calendar.firstweekday(), calendar.MONDAY, calendar.JANUARY, repr(calendar.SUNDAY))
calendar.setfirstweekday(calendar.SUNDAY); print(calendar.month(2024,5,w=3)); calendar.prmonth(2024,6); err(calendar.setfirstweekday,9); err(calendar.month,2024,13); err(calendar.monthrange,2024,0); calendar.setfirstweekday(0)
c=calendar.Calendar(3); print(list(c.iterweekdays()), list(c.itermonthdays(2024,2)), list(c.itermonthdays2(2024,2))[:9], list(c.itermonthdays3(2024,1))[:3], list(c.itermonthdays4(2024,12))[-2:], c.monthdatescalendar(2024,2)[0][:2], len(c.yeardayscalendar(2024,4)), c.monthdays2calendar(2024,2)[0])
print(calendar.timegm((2024,2,29,12,30,5)), calendar.TextCalendar().formatyear(2024,m=4,c=3)[:400]); calendar.prcal(2021,m=6)
V=[0j,1+0j,-1+0j,1j,-1j,1+1j,-1-1j,0.5-2j,3.7+0.2j,1e-10+1e-5j,100-50j,1e10+1j,complex(-0.0,0.0),complex(0.0,-0.0),complex(-2.0,-0.0),complex(2,-0.0),0.3,2,1e300+1e300j,1e-320+1e-310j]
for n in 'sqrt exp log log10 sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh phase polar isfinite'.split():
    for v in V: print(n, v, end=' '); err(getattr(cmath,n), v)
inf=math.inf; nan=math.nan
for n in 'sqrt exp log isfinite isinf isnan phase polar'.split():
    for a in (inf,-inf,nan,1.0,0.0):
        for b in (inf,-inf,nan,1.0,0.0): print(n,a,b,end=' '); err(getattr(cmath,n),complex(a,b))
print(cmath.rect(2,math.pi/3), cmath.rect(1,0), cmath.isclose(1+1e-10j,1), cmath.isclose(1,2), cmath.pi, cmath.infj, cmath.nanj, cmath.tau, cmath.log(8,2), cmath.log(-1)); err(cmath.log,0); err(cmath.sqrt,'a'); err(cmath.log,1,1); err(cmath.exp,1000); err(cmath.atanh,1); err(cmath.cosh,1000); err(cmath.sqrt,-4)
