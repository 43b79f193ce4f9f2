"""__future__, gettext, tomllib, resource."""
import __future__, gettext, tomllib, resource
def err(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
print(__future__.annotations, __future__.all_feature_names, __future__.division.getMandatoryRelease())
print(gettext.gettext('hi'), gettext.ngettext('a','b',2)); 
T='''
title = "TOML \\u00e9" # c
n = -1_000
h = 0xff
f = 3.14e2
b = [true, false]
d = 1979-05-27T07:32:00Z
ld = 1979-05-27
lt = 07:32:00.5
ldt = 1979-05-27 07:32:00
off = 1979-05-27T07:32:00-07:30
i = inf
arr = [1, 2, # x
  3,]
nested = [[1],["a"]]
ml = """
line1
line2 \\
   cont"""
lit = 'C:\\x'
mlit = \'\'\'
raw\\n\'\'\'
pt = {x = 1, y.z = 2}
a.b.c = 1
"quoted key" = 2
[t]
k = 1
[t.sub]
k = 2
[[arr2]]
n=1
[[arr2]]
n=2
[arr2.s]
q=1
'''
print(tomllib.loads(T))
for s in ('a','a=','a=1\na=2','[a]\n[a]','a=[1','a="x','a=\'x','=1','a=1 b=2','a={x=1','a=1979-13-01','[a','a="\\q"','a.b=1\na=2','a=01','a="""x'): err(tomllib.loads,s)
r=resource.getrusage(resource.RUSAGE_SELF); print(type(r), r.ru_maxrss>1000, r[0]==r.ru_utime, len(r)); print(len(resource.getrlimit(resource.RLIMIT_NOFILE))); err(resource.getrlimit,999); err(resource.getrusage,99); resource.setrlimit(resource.RLIMIT_CORE,(0,resource.getrlimit(resource.RLIMIT_CORE)[1])); print(resource.getrlimit(resource.RLIMIT_CORE)[0]); err(resource.setrlimit,resource.RLIMIT_CORE,(1,))
