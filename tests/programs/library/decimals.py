"""decimal: every operation on many numbers in several contexts, with the flags it sets; format(), contexts, errors."""
import decimal, random, math, pickle, copy
from decimal import *
from fractions import Fraction
def err(f):
    try: r=f(); return f'{r!r}'
    except Exception as e: return f'{type(e).__name__}: {e}'
for t in ('0','-0','1','1.10','1E+5','1e-10','.5','5.','-Inf','infinity','NaN','sNaN','-nan123','1_000','  7 ','0E-8','0e5','1E400000','abc','','1e','1..2','+1.0E-7','0.000001','0.0000001','123456789012345678901234567890123'):
    print(t, err(lambda: Decimal(t)), err(lambda: str(Decimal(t))), err(lambda: Decimal(t).to_eng_string()), err(lambda: Decimal(t).as_tuple()), err(lambda: Decimal(t).adjusted()), err(lambda: Decimal(t).number_class()), err(lambda: Decimal(t).normalize()))
print(Decimal(5), Decimal(-3), Decimal(0.1), Decimal(0.5), Decimal(float('inf')), Decimal((1,(1,2,3),-2)), Decimal((0,(),'F')), Decimal(True), Decimal(Decimal('1.0')), Decimal(), Decimal.from_float(2.5), Decimal(10**40))
for x in ({}, None, (1,2), (2,(1,),0), (0,(10,),0), (0,(1,),'x'), 1j, b'1'): print(err(lambda: Decimal(x)))
N=['0','-0','1','-2.5','1E+3','123.456','9.999999999999999999999999999','Inf','NaN','sNaN','0.1']
ops={'+':lambda a,b:a+b,'-':lambda a,b:a-b,'*':lambda a,b:a*b,'/':lambda a,b:a/b,'//':lambda a,b:a//b,'%':lambda a,b:a%b,'divmod':divmod,'**':lambda a,b:a**b,'<':lambda a,b:a<b,'==':lambda a,b:a==b,'cmp':lambda a,b:a.compare(b),'tot':lambda a,b:a.compare_total(b),'max':lambda a,b:a.max(b),'min':lambda a,b:a.min(b),'rn':lambda a,b:a.remainder_near(b),'q':lambda a,b:a.quantize(b),'nt':lambda a,b:a.next_toward(b),'sq':lambda a,b:a.same_quantum(b),'mm':lambda a,b:a.max_mag(b)}
def flags(): 
    c=getcontext(); r=[s.__name__ for s in (Clamped,DivisionByZero,Inexact,Overflow,Rounded,Underflow,InvalidOperation,Subnormal,FloatOperation) if c.flags[s]]; c.clear_flags(); return r
for ctx in (Context(), Context(prec=3,rounding=ROUND_UP,Emin=-20,Emax=20,traps=[])):
    setcontext(ctx)
    for n,f in ops.items():
        for a in N:
            for b in N: 
                if n=='**' and (ctx.prec==3 or 'E+20' in b or 'E+20' in a and '123' in b): continue
                print(n,a,b,err(lambda: f(Decimal(a),Decimal(b))), flags())
    for a in N:
        d=Decimal(a)
        for m in 'sqrt exp ln log10 logb next_plus next_minus normalize to_integral_value to_integral_exact copy_abs copy_negate is_zero is_signed is_normal is_subnormal __neg__ __pos__ __abs__ __int__ __float__ __bool__ __hash__ as_integer_ratio __round__ __floor__ __ceil__'.split():
            if m=='exp' and 'E+20' in a: continue
            if m=='__hash__' and 'NaN' in a: continue
            print(m,a,err(lambda: getattr(d,m)()), flags())
setcontext(Context())
r=random.Random(7)
def rd(): return Decimal(f"{r.choice('+-')}{r.randrange(10**r.randrange(1,40))}E{r.randrange(-40,40)}")
for p in (1,9,28):
    for rounding in (ROUND_HALF_EVEN,ROUND_UP,ROUND_DOWN,ROUND_FLOOR,ROUND_CEILING,ROUND_HALF_UP,ROUND_HALF_DOWN,ROUND_05UP):
        with localcontext(prec=p, rounding=rounding) as c:
            c.traps[InvalidOperation]=False; c.traps[DivisionByZero]=False
            for _ in range(3):
                a,b,e=rd(),rd(),rd()
                print(p, rounding, a+b, a-b, a*b, a/b, a//b, a%b, a.fma(b,e), a.compare(b), abs(a).sqrt(), a.remainder_near(b), round(a,3) if abs(a)<10**p else 0, flags())
for p in (5,28,60):
    with localcontext(prec=p):
        for _ in range(12):
            x=Decimal(f"{r.randrange(1,10**r.randrange(1,20))}E{r.randrange(-22,3)}")
            y=Decimal(f"{r.choice('+-')}{r.randrange(1,10**r.randrange(1,6))}E{r.randrange(-5,0)}")
            print(p, x, y, x.ln(), x.log10(), y.exp(), x**y, x.sqrt(), x**7, x**-3, flags())
        print(Decimal(1).ln(), Decimal('1.0001').ln(), Decimal(1000).log10(), Decimal('0.001').log10(), Decimal(4)**Decimal('0.5'), Decimal(2)**100, Decimal('1.1')**200, Decimal(2)**-10, Decimal(10)**Decimal('0.3'), Decimal('1e-50').exp(), Decimal(2)**1000)
for s in ('','f','.2f','10.3f','<10','>10','^10','=+10','010','+.1f',' .3e','E','.0f','.3g','%','.1%',',','_','012,.2f',',.2f','n','x^12.1f','#.0f','z.1f','.5','10','-','*=15.3','e','.0e','g','+,.0f','0=10'):
    for v in ('1234567.891','-0.04','0','1E+10','1.5E-9','NaN','-Inf','0.5','2.5','12345'): print(s, v, err(lambda: format(Decimal(v), s)))
print(err(lambda: format(Decimal(1),'d')), err(lambda: f'{Decimal("3.14159"):.2f}|{Decimal(5):>6}'), '%s %.2f' % (Decimal('1.50'), Decimal('2.345')))
D=Decimal
print(D(1)==1, D(1)==1.0, D('0.1')==0.1, D(1)<1.5, D('0.5')==Fraction(1,2), D(1)<Fraction(3,2), D(1)==1+0j, hash(D(1))==hash(1), hash(D('0.5'))==hash(0.5), hash(D('1.10'))==hash(D('1.1')), hash(D('1e100'))==hash(10**100), D(3) in {3}, sorted([D(3),1,D('2.5')]), sum([D('0.1')]*3), max(D(1),2), D(1)!='1', 5-D(3), 5/D(2), 2**D(3), 7//D(2), 7%D(4), divmod(7,D(2)), pow(D(3),D(4),D(5)), -D(0), +D('-0'), abs(D(-1)), D('1.50').real, D(7).conjugate(), int(D('-7.9')), math.floor(D('-1.5')), math.ceil(D('1.2')), math.trunc(D('1.9')), round(D('2.5')), round(D('2.675'),2), float(D('1.25')), complex(D(2)), bool(D(0)), D(1).as_integer_ratio(), D('0.75').as_integer_ratio())
for f in (lambda: D(1)+1.0, lambda: 2.5*D(1), lambda: divmod(D(1), 2.0), lambda: D(1)/0, lambda: D(0)/0, lambda: D(-1).sqrt(), lambda: D('1e999999')*10, lambda: D(1).quantize(D('1e-40')), lambda: int(D('NaN')), lambda: int(D('Inf')), lambda: hash(D('sNaN')), lambda: D('abc'), lambda: D(1)//0, lambda: D(1)%0, lambda: divmod(D(1),0), lambda: D(-8)**D('0.3'), lambda: D(0)**0, lambda: D(0)**-1, lambda: setattr(getcontext(),'prec',0), lambda: setattr(getcontext(),'rounding','x'), lambda: Context(prec='a'), lambda: setcontext(5), lambda: D(1).quantize('a'), lambda: D('Inf')-D('Inf'), lambda: D('sNaN')+1, lambda: localcontext(foo=1), lambda: D('1.5').__round__(1.0), lambda: float(D('sNaN')), lambda: D(1)<D('NaN')): print(err(f))
print(D('1.23').quantize(D('0.1')), D('1.25').quantize(D('0.1'),rounding=ROUND_HALF_UP), D('1.25').quantize(D('0.1'),ROUND_HALF_DOWN), D(5).quantize(D('1.00')), D('123').quantize(D('1E+1')), D('7.325').quantize(D('.01'), rounding=ROUND_DOWN))
c=getcontext(); print(c); print(Context(prec=6,rounding=ROUND_DOWN,traps=[Overflow],flags=[Inexact])); print(ExtendedContext, BasicContext, DefaultContext)
c=Context(prec=4); print(c.add(D('1.23456'),D(1)), c.create_decimal('1.23456'), c.divide(1,3), c.sqrt(2), c.power(2,D('0.5')), c.quantize(D('1.234'),D('.1')), c.plus(D('1.23456')), c.minus(1), c.multiply(3,D('1.11111')), c.compare(1,2), c.to_sci_string(D('1e10')), c.divmod(7,2), c.divide_int(7,2), c.remainder(7,3), c.fma(2,3,4), c.ln(2), c.exp(1), c.max(1,2), c.is_nan(D(1)), c.normalize(D('1.00')), c.create_decimal_from_float(0.1), c.abs(-1), c.log10(50), c.copy_sign(1,-2), c.scaleb(1,3), c.logb(500), c.number_class(5), c.to_integral_value(D('1.7')), c.Etiny(), c.Etop(), c.radix(), c.subtract(1,D('.00001')), c.next_plus(1)); print(err(lambda: c.add(1)), err(lambda: c.add(1,'a')), c.flags[Inexact], c.copy().prec)
with localcontext() as ctx:
    ctx.prec=5; print(D(1)/7, ctx is getcontext())
print(D(1)/7)
with localcontext(Context(prec=3)): print(D(1)/7)
print(pickle.loads(pickle.dumps(D('1.50'))), copy.deepcopy(D(1)), pickle.loads(pickle.dumps(Context(prec=7))).prec, D(1) is copy.copy(D(1)) or True, D('12.30').as_tuple(), DecimalTuple(0,(1,),0), issubclass(DivisionByZero, ZeroDivisionError), issubclass(InvalidOperation, ArithmeticError), decimal.MAX_PREC, decimal.MIN_ETINY, repr(D), InvalidOperation)
class MyD(Decimal):
    def __new__(cls,v,u='x'): o=super().__new__(cls,v); o.u=u; return o
m=MyD('1.5','kg'); print(m, repr(m), m.u, type(m+1), m+1, isinstance(m,Decimal))
getcontext().prec=1000; x=D(2).sqrt(); print(len(str(x)), str(x)[-20:]); print(str(D(1).exp())[-20:], str(D(10).ln())[-20:])
getcontext().prec=5000; print(len(str(D(1)/7)), str(D(2).sqrt())[-10:], D('9'*4500)+1 == D(10)**4500)

# The nearest multiple of a far greater number is 0, whatever its exponent.
print(Decimal(1).remainder_near(Decimal("1e999999999")), Decimal(10).remainder_near(Decimal(6)), Decimal(1).remainder_near(11))
