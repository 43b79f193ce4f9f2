"""Pickles of every kind of object, in each protocol; those that CPython wrote are in _pickles.txt."""
import pickle, sys, collections, datetime, enum, dataclasses, fractions, array, types, random, re, functools, operator, pathlib, string
class P:
    def __init__(s, **k): s.__dict__.update(k)
    def __repr__(s): return f'P({s.__dict__})'
    def __eq__(s,o): return s.__dict__==o.__dict__
    __hash__=None
class S:
    __slots__=('x','y')
    def __repr__(s): return f'S({getattr(s,"x",None)},{getattr(s,"y",None)})'
class SD(S):
    def __repr__(s): return S.__repr__(s)+str(s.__dict__)
class L(list): pass
class D(dict): pass
class I(int): pass
class T(tuple): pass
class St(str): pass
class Se(set): pass
PT=collections.namedtuple('PT','a b')
class E(enum.Enum): A=1; B='b'
class F(enum.Flag): X=1; Y=2
class IE(enum.IntEnum): ONE=1
class Ex(Exception):
    def __init__(self,a,b=2): super().__init__(a); self.b=b
@dataclasses.dataclass
class DC:
    a:int
    b:list=dataclasses.field(default_factory=list)
@dataclasses.dataclass(frozen=True, slots=True)
class FD:
    a:int
class GS:
    def __init__(s): s.a=1; s.lock='no'
    def __getstate__(s): d=s.__dict__.copy(); del d['lock']; return d
    def __setstate__(s,st): s.__dict__.update(st); s.lock='new'
    def __repr__(s): return f'GS{s.__dict__}'
class NA:
    def __new__(cls,a,*,k=0): o=object.__new__(cls); o.v=(a,k); return o
    def __getnewargs_ex__(s): return (s.v[0],),{'k':s.v[1]}
    def __repr__(s): return f'NA{s.v}'
class Outer:
    class Inner:
        def __repr__(s): return 'Inner'
        def m(self): pass
    @staticmethod
    def st(): pass
    @classmethod
    def cm(cls): pass
def mk():
    l=L([1,2]); l.q=5
    d=D(a=1); d.z=2
    t=T((1,2)); t.w=3
    s=S(); s.x=1
    sd=SD(); sd.y=4; sd.other=7
    rec=[1]; rec.append(rec)
    rd={}; rd['me']=rd
    p=P(a=1); p.self=p
    tup=([],); tup[0].append(tup)
    sh=['shared']; 
    ex=Ex('m',5); 
    g=P(n=1,b=2)
    st=St('hey'); st.u=1
    r=random.Random(5); r.random()
    return dict(none=None,t=True,f=False,i=[0,1,255,256,65535,65536,-1,-128,-129,2**31-1,2**31,-2**31,-2**31-1,2**63,10**30,-10**30,2**2100, -1<<15, -1<<31, -1<<39, 1<<39, 255<<32, 128<<32],fl=[0.0,-0.0,1.5,1e300,float('inf')],c=1+2j,s=['','abc','ü中\U0001f600','a'*300,'\ud800','line\n\\u'],b=[b'',b'abc',bytes(range(256)),b'x'*700],ba=[bytearray(),bytearray(b'q\xff')],l=[],l1=[1],tu=[(),(1,),(1,2),(1,2,3),(1,2,3,4)],d={'a':1,2:[3]},d1={'k':0},se=[set(),{1}],fs=[frozenset(),frozenset([1,2])],big=list(range(1100)),bigd={i:i for i in range(1050)},L=l,D=d,T=t,S=s,SD=sd,I=I(5),St=st,Se=Se([1]),pt=PT(1,[2]),e=[E.A,E.B,E.A],F=F.X|F.Y,IE=IE.ONE,dc=DC(1,[2]),fd=FD(3),gs=GS(),na=NA(1,k=2),inner=Outer.Inner(),cls=[Outer.Inner,P,int,E,type(None),type(...),object,dict],fn=[mk,len,print,operator.add,string.capwords,Outer.st],bm=[[].append,'x'.join],rg=range(1,10,2),sl=slice(1,None,2),ell=[...,NotImplemented],dt=[datetime.datetime(2020,1,2,3,4,5,6),datetime.date(2021,2,3),datetime.time(1,2,3,4,fold=1),datetime.timedelta(1,2,3),datetime.datetime(2020,1,1,tzinfo=datetime.timezone.utc,fold=1),datetime.timezone(datetime.timedelta(hours=2),'X')],dq=collections.deque([1,2],3),dq2=collections.deque('ab'),od=collections.OrderedDict(a=1,b=2),dd=collections.defaultdict(list,{1:[2]}),ct=collections.Counter('aab'),cm=collections.ChainMap({'a':1}),fr=fractions.Fraction(1,3),ar=[array.array('i',[1,-2]),array.array('d',[1.5]),array.array('B',[1])],ns=types.SimpleNamespace(a=1),rx=re.compile('a+',re.I),pa=functools.partial(int,'11',base=2),ig=[operator.itemgetter(1,2),operator.attrgetter('a.b'),operator.methodcaller('x',1)],path=[pathlib.PurePosixPath('a/b'), pathlib.Path('/x')],ex=[ValueError('x',1),KeyError('k'),OSError(2,'No','f'),StopIteration(5),ex,ExceptionGroup('g',[ValueError(1)]),ImportError('m',name='n')],sh=[sh,sh,'shared'],rnd=r,al=list[int],un=int|str, ud=collections.UserDict(a=1), fp=functools.partial(print, sep=''), nan=str(float('nan')), rec=rec, rd=rd, tup=tup, p=p)
def show(n,o):
    if n=='rec': return o[0]==1 and o[1] is o
    if n=='rd': return o['me'] is o
    if n=='tup': return o[0][0] is o
    if n=='p': return o.self is o, o.a
    if n=='sh': return o[0] is o[1], o
    if n=='rnd': return o.random()
    if n=='e': return o, o[0] is E.A
    if n in('L','D','T','St'): return o, o.__dict__, type(o)
    if n in ('fn','bm'): return [f.__name__ for f in o]
    if n in ('se','Se','fs'): return [sorted(x) if not isinstance(x,int) else x for x in o]
    if n=='ex': return [(type(x), x.args, getattr(x,'b',None), getattr(x,'filename',None), getattr(x,'name',None)) for x in o]
    return type(o), o


if len(sys.argv) > 1:  # on CPython: writes the file
    with open(sys.argv[1], "w") as file:
        for n, o in mk().items():
            for p in range(6):
                if n not in ("S", "SD", "al") or p > 1 and n != "al":
                    print((n, p, pickle.dumps(o, p)), file=file)
    sys.exit()
for n, o in mk().items():
    for p in range(2, 6):
        if n != "al":
            print(n, p, str(show(n, pickle.loads(pickle.dumps(o, p))))[:300])
with open(pathlib.Path(__file__).with_name("_pickles.txt")) as file:
    for line in file:
        n, p, data = eval(line)
        print(n, p, str(show(n, pickle.loads(data)))[:300])
