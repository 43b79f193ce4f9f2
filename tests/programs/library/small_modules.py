"""html, urllib.parse, uuid, sched, getopt, graphlib, colorsys, platform, sysconfig, getpass."""
import html, uuid, sched, getopt, graphlib, colorsys, platform, getpass, sysconfig, sys, pickle
from urllib.parse import *
import urllib.parse
def err(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__module__, type(e).__name__, e, getattr(e,'args',None))
print(html.escape('<a href="x">\'&\'</a>'), html.escape('"<', quote=False), html.unescape('&lt;&amp;&#65;&#x41;&eacute;&nope;&copy &euro;&notit; &#128; &#0;&#xD800; &quot;a &amp b &Sigma; &hellip;'))
for u in ('http://user:pw@Host.com:80/a/b;p?q=1&r=2#frag','//x/y','path/only','mailto:a@b','http://[::1]:8080/x','https://example.com','file:///etc/x','http://a?x#y','javascript:alert(1)','http:///p','?q','#f','HTTP://X/','a:b:c','','http://h:/','http://h:99999/','http://h:ab/'):
    for f in (urlparse, urlsplit):
        r=f(u); print(r, r.geturl(), r.hostname, r.username, r.password); err(lambda: r.port)
    err(urldefrag,u)
print(urlparse(b'http://a/b?c#d'), urlsplit('http://a')._replace(scheme='ftp').geturl()); err(urlparse,'http://[::1/x')
B='http://a/b/c/d;p?q'
for r in 'g:h g ./g g/ /g //g ?y g?y #s g#s g?y#s ;x g;x g;x?y#s . ./ .. ../ ../g ../.. ../../ ../../g ../../../g /./g /../g g. .g ./../g ./g/. g/./h g/../h g?y/./x'.split()+['']: print(r, urljoin(B,r))
print(urljoin('http://a/b/','c'), urljoin('','x'), urljoin('http://a','b'), urljoin('mailto:x','y'))
print(quote('a b/ü&=+~'), quote('a/b',safe=''), quote_plus('a b+c/é'), quote(b'\xff a'), unquote('a%20b%C3%BC%zz+%'), unquote_plus('a+b%2B'), unquote_to_bytes('a%ff'), unquote('%E4',encoding='latin-1'), unquote(b'%41')); err(quote,5); err(quote_from_bytes,'a')
print(urlencode({'a':1,'b':'x y&z','ü':'é'}), urlencode([('a',[1,2]),('b',(3,))],doseq=True), urlencode({'a':[1]}), urlencode({'x':b'\xff'}), urlencode({'a b':'c d'}, quote_via=quote)); err(urlencode,'abc'); err(urlencode,5)
print(parse_qs('a=1&a=2&b=&c=%20x+y'), parse_qs('a=1&b=',keep_blank_values=True), parse_qsl('a=1&b=2;c'), parse_qs('a=1;b=2',separator=';'), parse_qs(b'a=%ff'), parse_qs('')); err(parse_qs,'a&b',strict_parsing=True); err(parse_qs,'a=1&b=2',max_num_fields=1)
u=uuid.UUID('12345678-1234-5678-1234-567812345678'); print(u, repr(u), u.hex, u.int, u.bytes, u.bytes_le, u.fields, u.urn, u.version, u.variant, u.time, u.clock_seq, u.node, hash(u)==hash(u.int), int(u)==u.int)
print(uuid.uuid3(uuid.NAMESPACE_DNS,'python.org'), uuid.uuid5(uuid.NAMESPACE_DNS,'python.org'), uuid.uuid4().version, uuid.uuid1().version, uuid.uuid4()!=uuid.uuid4(), uuid.UUID(bytes=u.bytes)==u, uuid.UUID(bytes_le=u.bytes_le)==u, uuid.UUID(fields=u.fields)==u, uuid.UUID(int=5), uuid.UUID('{'+str(u)+'}')<uuid.UUID(int=2**128-1), pickle.loads(pickle.dumps(u))==u, sorted([u, uuid.UUID(int=1)])[0], uuid.SafeUUID.safe, u.is_safe)
err(uuid.UUID); err(uuid.UUID,'abc'); err(uuid.UUID,int=-1); err(setattr,u,'x',1); err(uuid.UUID,bytes=b'a'); err(uuid.UUID,int=1,version=9); err(lambda: u<5); err(uuid.UUID,'z'*32); err(uuid.UUID,fields=(1,)); err(uuid.UUID, 5)
t=[0.0]
s=sched.scheduler(lambda:t[0], lambda d: t.__setitem__(0,t[0]+d)); log=[]
a=s.enter(5,1,log.append,('a',)); s.enter(1,2,log.append,('b',)); s.enter(1,1,log.append,argument=('c',)); s.enterabs(3,1,lambda **k: log.append(k),kwargs={'x':1}); x=s.enter(9,1,print); print([e.priority for e in s.queue], s.empty(), a[:2], a.action==log.append); s.cancel(x); err(s.cancel,x); print(s.run(False), log); s.run(); print(log, t, s.empty(), s.run())
G=getopt.getopt
err(G,'-a -b foo --long=x --flag rest -c'.split(),'ab:c',['long=','flag']); err(getopt.gnu_getopt,'x -a y --fl'.split(),'a',['flag']); err(G,['-z'],'a'); err(G,['-b'],'b:'); err(G,['--nope'],'',['yes']); err(G,['--long'],'',['long=']); err(G,['--flag=1'],'',['flag']); err(G,['--f'],'',['foo','fab']); err(G,['-ab5','--','-c'],'ab:'); err(G,['-'],'a')
ts=graphlib.TopologicalSorter({'D':{'B','C'},'B':{'A'},'C':{'A'}}); o=list(ts.static_order()); print(o[0],sorted(o[1:3]),o[3])
ts=graphlib.TopologicalSorter(); ts.add(3,2,1); ts.add(2,1); ts.prepare(); print(ts.get_ready(), ts.get_ready(), ts.is_active(), bool(ts)); ts.done(1); print(ts.get_ready()); err(ts.done,1); err(ts.done,3); err(ts.done,9); err(ts.add,5); err(ts.prepare); ts.done(2); print(ts.get_ready()); ts.done(3); print(ts.is_active())
err(graphlib.TopologicalSorter({1:[2],2:[3],3:[1]}).prepare); err(graphlib.TopologicalSorter({1:[1]}).prepare); err(graphlib.TopologicalSorter().get_ready); err(graphlib.TopologicalSorter({1:[2],2:[3],3:[4],4:[2]}).prepare)
import itertools
for c in itertools.product((0,.25,.5,1),repeat=3):
    for n in ('rgb_to_yiq','yiq_to_rgb','rgb_to_hls','hls_to_rgb','rgb_to_hsv','hsv_to_rgb'): print(n, [round(v,12)+0.0 for v in getattr(colorsys,n)(*c)], end=' ')
print()
print(platform.system(), platform.python_version(), platform.python_version_tuple(), platform.architecture()[0], platform.machine()==platform.uname().machine, len(platform.uname()), platform.uname().system, platform.uname()[0], platform.python_implementation().lower()==sys.implementation.name.lower(), isinstance(platform.platform(),str), platform.node()==platform.uname().node)
print(sysconfig.get_python_version(), sysconfig.get_config_var('Py_GIL_DISABLED') in (0,1), sysconfig.get_platform())
print(getpass.getuser()!='' )


# Hosts in brackets.
import urllib.parse
for host in "[::1]", "[fe80::1%eth0]", "[v6a.ip]", "[v6]", "[1.2.3.4]", "[name]", "[::1", "[]", "a]b[":
    try:
        print(urllib.parse.urlsplit(f"http://user@{host}:80/path").hostname)
    except ValueError as error:
        print(error)
