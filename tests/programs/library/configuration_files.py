"""configparser: sections, values of other types, references, writing, errors."""
import configparser, io
from configparser import *
def err(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__module__, type(e).__name__, e, '|', e.args)
S='''# comment
[DEFAULT]
base = /usr
Level: 3

[one]
path = %(base)s/bin
multi = a
    b

    c
empty =
Key With Space = v ; not comment
flag = yes
num = 0x
percent = 50%%

[two]
; c
x:1
y=2.5
z = %(x)s and %(y)s
bad = %(nope)s
[three]
'''
c=ConfigParser(); c.read_string(S)
print(c.sections(), c.defaults(), dict(c['one']), c['two']['z'], c.options('two'), c.items('two',raw=True), len(c), list(c), 'one' in c, 'x' in c['two'], c['three'].get('base'))
err(c.get,'two','bad'); err(c.get,'two','no'); err(c.get,'no','x'); print(c.get('two','no',fallback='F'), c.get('two','bad',raw=True), c.getint('two','x'), c.getfloat('two','y'), c.getboolean('one','flag'), c['two'].getint('x'), c['two'].getfloat('nope'), c['two'].getfloat('nope',5.0), c.get('two','z',vars={'x':'9'})); err(c.getint,'one','num'); err(c.getboolean,'two','x'); err(c.getboolean,'two','y'); err(c.getint,'two','nope',fallback=7)
c['new']={'a':'1','B':'2'}; c['new']['c']='x'; err(c['new'].__setitem__,'d',5); c.set('new','p','100%%'); err(c.set,'new','p','100%'); err(c.set,'zzz','p','1'); err(c.add_section,'new'); err(c.add_section,'DEFAULT'); err(c.add_section,5); print(c.remove_option('new','a'), c.remove_option('new','a'), c.has_option('new','b'), c.has_section('new')); err(c.__getitem__,'q'); err(c['new'].__getitem__,'q'); err(c.__delitem__,'DEFAULT'); err(c.__delitem__,'zz')
o=io.StringIO(); c.write(o); print(o.getvalue()); o=io.StringIO(); c.write(o,space_around_delimiters=False); print(o.getvalue()[:60])
del c['new']; print(c.remove_section('two'), c.remove_section('two'), c.sections(), repr(c['one']), c['one'].name, c['one'].parser is c, c.popitem())
for t in ('a=1\n','[s]\na=1\na=2\n','[s]\n[s]\n','[s]\nnovalue\n','[s]\n=x\n','[s]\na=1\n b\n  c\nd\n'): err(lambda: ConfigParser().read_string(t))
c=ConfigParser(allow_no_value=True, inline_comment_prefixes='#', strict=False, delimiters='='); c.read_string('[s]\nnov\na=1 # c\nb:c=2\na=3\n[s]\nz\n'); print(dict(c['s'])); o=io.StringIO(); c.write(o); print(o.getvalue()); err(lambda: c.read_string('[s]\nk\n  cont\n'))
c=ConfigParser(interpolation=ExtendedInterpolation()); c.read_string('[a]\nx=1\ny=${x}2\nz=${b:q}\nd=$$5\nbad=${no}\nb2=${b:no}\nb3=$x\nb4=${x\n[b]\nq=${a:y}!\n'); print(c['a']['y'], c['a']['z'], c['a']['d']); err(c.get,'a','bad'); err(c.get,'a','b2'); err(c.get,'a','b3'); err(c.get,'a','b4')
c=RawConfigParser(); c.read_string('[a]\nx=%(y)s\n'); print(c.get('a','x')); c.set('a','n',5); print(c.get('a','n'))
c=ConfigParser(interpolation=None); c.read_string('[a]\nx=50%\n'); print(c['a']['x'])
c=ConfigParser({'d':'1'}, default_section='common'); c.read_dict({'s':{'a':1,'B':True}}); print(dict(c['s']), c.items('s'), c.default_section); c.optionxform=str; c.read_string('[t]\nABC=1\n'); print(c['t']['ABC'], list(c['t']))
c=ConfigParser(converters={'list':lambda v:v.split(',')}); c.read_string('[a]\nx=1,2\n'); print(c.getlist('a','x'), c['a'].getlist('x'), c.getlist('a','q',fallback=[]), list(c.converters))
c=ConfigParser(); c.read_string('[a]\nx=%(x)s\ny=%(\nz=%q\n'); err(c.get,'a','x'); err(c.get,'a','y'); err(c.get,'a','z'); print(c.read(['/nonexistent']), c.read([])); err(c.items,'zz')
c=ConfigParser(empty_lines_in_values=False); c.read_string('[a]\nx=1\n 2\n\ny=3\n'); print(dict(c['a']))
c=ConfigParser(allow_unnamed_section=True); c.read_string('a=1\n[b]\nc=2\n'); print(c.get(UNNAMED_SECTION,'a'), c.sections())
