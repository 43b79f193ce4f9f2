# What the reports of wrong names propose. They cost nothing when the exception is caught.
import traceback, sys, math, collections
def show(f):
    try: f()
    except BaseException:
        traceback.print_exc()
class P:
    classvar = 3
    _hid = 1
    def __init__(self): self.value = 1; self.count_items = 3
    def meth(self): return valeu
    def meth2(self): return value
    def meth3(self): return self._hdi
    def meth4(self):
        def inner(): return value, self
        return inner()
    def meth5(self): return self.vlaue
    @property
    def prop(self): return self.missing_thing
    def __getattr__(self, n): raise AttributeError(n)
counter = 3
def f1(): return conter
def f2(): local_name = 1; return locl_name
def f3():
    abc_def = 1
    def g(): return abc_df
    return g()
def f4(): return mathh.sin(1)
def f5(): return json.dumps
def f6(): return random
def f7(): return pritn('x')
def f8(): return math.sni(1)
def f9(): [].apend(1)
def f10(): return "x".uper()
def f13(): return P().valeu
def f14(): return P.clasvar
def f15(): return (1).real_
def f16(): return XyZ
def f17(): return tru
def f18(): return null
def f19(): return {}.has_key(1)
def f20():
    x = 1
    del x
    return x
def f21(): print(nope_not_anything_like)
def f23(a, key_name=1): pass
def f24(): f23(1, keyname=2)
def f25(): f23(1, zzz=2)
def f26(): import colections
def f27(): import os.pth
def f29(): from nosuch import x
def f30(): raise NameError("name 'conter' is not defined", name="conter")
def f31(): raise AttributeError("hello", name="valeu", obj=P())
def f32(): raise AttributeError("hello")
def f33(): return asyncio
def f34(): return datetime.now()
def f35(): return [conter for _ in range(2)]
def f36(): return (lambda: conter)()
def f37():
    class Q:
        att = 1
        print(at)
def f39(): exec("conter")
def f40(): exec("foo_bar=1\nfo_bar", {}, {})
def f41():
    xs = type("T", (), {"__slots__": ("alpha", "beta")})()
    xs.alhpa
def f42(): P().new = 1; P().__dict__x
def f43(): return object().foo
def f44(): return None.split()
def f45(): (lambda x: x).nme
def f46(): sys.agrv
def f47(): del conter
def f48(): global conter; del conter
def f49(): return self
def f50(): return prnit
def f51(): return Print("x")
def f52(): return PRINT("x")
def f53(): return a
def f54(): b = 1; return a
def f55(): aa = 1; return ab
def f56(): return import_
def f57(): return sleep(1)
def f58(): open("x", mdoe="r")
def f59(): int("1", bse=2)
def f60(): "a".split(sepp=",")
def f61(): print("x", ends="")
def f62(): P().meth(x=1)
def f63(): dict(1, 2)
def f64(): "x".encode(encodng="x")
p = P()
for x in (p.meth, p.meth2, p.meth3, p.meth4, p.meth5):
    show(x)
show(lambda: p.prop)
class R:
    def __init__(self): self.vlaue = 1
    def _priv(self): pass
    def a(self): self._prv
    def b(self): self.prv
    def c(self): self.value
    def d(self): vlaue
    def e(this): vlaue
    @classmethod
    def f(cls): vlaue
r = R()
for x in (r.a, r.b, r.c, r.d, r.e, r.f): show(x)
for i in range(1, 65):
    if "f%d" % i in globals(): show(globals()["f%d" % i])
try: conter
except NameError as e:
    e.add_note("a note")
    traceback.print_exc()
try: conter
except NameError as e:
    print(str(e), e.name, e.args)
    print(traceback.format_exception_only(e))
try: p.valeu
except AttributeError as e: print(str(e), e.name, e.obj is p)
try: math.foo
except AttributeError as e: print(str(e), e.name, e.obj is math)
try: from sys import pth
except ImportError as e:
    print(e, e.name, e.path, e.name_from)
    print(traceback.format_exception_only(e))
for i, n in enumerate(["random.randit", "math.sqr", "math.squareroot", "math.pii", "sys.exti", "''.joinn", "[].lenght", "[].add", "{}.updte", "{1}.appnd", "(1,).indx", "b''.decod", "1.0.is_int"]):
    try: exec(n)
    except Exception: traceback.print_exc()
conter
