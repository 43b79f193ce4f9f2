"""time by formats and clocks; what is newest in math, random, types, textwrap, string."""
import time, math, statistics, random, types, textwrap, string, string as s
def err(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
t=time.gmtime(86400*365.25*30); print(t, time.strftime('%Y-%m-%d %H:%M:%S %a %A %b %B %j %U %w %W %y %% %p %I %e %D %T %F %R', t)); 
for f,x in (('%Y-%m-%d','2024-02-29'),('%d/%m/%y %H:%M','01/02/99 23:59'),('%b %d, %Y','Jan 5, 2020'),('%I:%M %p','01:30 PM'),('%j %Y','060 2024'),('%Y-%m-%dT%H:%M:%S.%f','2020-01-01T00:00:00.5'),('%Y %U %w','2024 10 3'),('%x','01/02/03'),('%X','12:30:00'),('%c','Mon Jan  5 00:00:00 2026'),('%z','+0200'),('%Y','20x'),('%Q','1'),('%d %m %Y','30 02 2024'),('%H','25')): err(time.strptime,x,f)
err(time.asctime,t); err(time.ctime,0.0) if 0 else None; err(time.mktime,(2024,1,1,0,0,0,0,1,-1)) if 0 else None; err(time.strftime,'%Y',(1,2)); err(time.struct_time,(1,2,3,4,5,6,7,8,9)); print(time.get_clock_info('monotonic').monotonic, time.clock_gettime(time.CLOCK_MONOTONIC)>0, time.clock_getres(time.CLOCK_MONOTONIC)<1, time.clock_gettime_ns(time.CLOCK_REALTIME)>0, type(time.monotonic_ns()), time.tzname[0]!='' , type(time.timezone), type(time.altzone)); err(time.tzset)
print(math.fma(2,3,4), math.sumprod([1,2],[3,4]), math.cbrt(27), math.exp2(3), math.nextafter(1,2,steps=3), math.ulp(1.0), math.dist([1],[2]), math.lcm(4,6), math.perm(5,2), math.isqrt(17), math.prod([1,2,3])); err(math.fma, float('inf'),0,1); err(math.sumprod,[1],[1,2])
r=random.Random(3); print(r.gauss(0,1), r.normalvariate(), r.lognormvariate(0,1), r.expovariate(), r.vonmisesvariate(1,2), r.gammavariate(2,3), r.betavariate(1,2), r.paretovariate(3), r.weibullvariate(1,2), r.triangular(), r.binomialvariate(10,.3), r.binomialvariate(1000,.5), r.choices('abc',[1,2,3],k=4), r.sample(range(100),3), r.sample('abc',2,counts=[1,2,3]), r.randbytes(3), r.uniform(1,2)); l=[1,2,3,4]; r.shuffle(l); print(l)
print(statistics.fmean([1,2],weights=[1,3]))
ns=types.SimpleNamespace(a=1,b=[2]); print(ns, ns==types.SimpleNamespace(a=1,b=[2]), ns.__dict__); ns.c=5; del ns.a; print(ns)
mp=types.MappingProxyType({'a':1}); print(mp, mp['a'], mp|{'b':2}, list(mp), len(mp), mp.get('z',0), 'a' in mp, mp.copy(), hash(types.MappingProxyType)!=0); err(lambda: mp.__setitem__('a',2)); err(lambda: eval("mp.update")if 0 else mp.clear())
C=types.new_class('C',(dict,),{},lambda ns: ns.update(x=1)); print(C, C.x, C.__mro__); print(types.resolve_bases((list[int],)), types.prepare_class('X',(int,))[0], 1)
@types.coroutine
def co(): yield 1
print(co().send(None), types.CodeType, types.FunctionType is type(err), types.ModuleType('m','doc').__doc__, types.MethodType(err,1).__self__, types.NoneType, types.EllipsisType, types.GenericAlias(list,(int,)), isinstance(int|str, types.UnionType), types.CellType, types.TracebackType)
print(textwrap.fill('The quick brown fox jumps over the lazy dog',20), textwrap.wrap('a b c d',3), textwrap.dedent('  a\n   b\n'), textwrap.indent('a\n\nb','> '), textwrap.shorten('hello big world',12), textwrap.TextWrapper(width=10,initial_indent='* ').wrap('hello world foo'))
print(string.Template('$a ${b} $$').substitute(a=1,b=2), string.Formatter().format('{0} {x!r:>5}',1,x='q'), string.capwords('a bc'))
