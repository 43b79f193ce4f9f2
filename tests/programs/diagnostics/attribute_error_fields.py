class A:
    def __init__(self): self.target=1
class S:
    __slots__=("target",)
a=A()
import traceback
def t(c):
    try: exec(c)
    except Exception as e: print(c, "|", traceback.format_exc().splitlines()[-1], e.name, getattr(e,'obj',0) is a)
t("del a.targe")
t("a.__dict__; del a.targe")
t("a = S(); del a.target")
t("a = S(); a.target")
t("a = S(); a.targe=1")
t("a = S(); del a.targe")
t("a = object(); a.targe=1")
t("a = object(); del a.__clas__")
t("A.targe")
t("del A.targe")
t("del A.__ini__")
t("int.targe=1")
t("import math; math.sinn")
t("import math; del math.sinn")
t("[].appendd=1")
t("[].append=1")
t("del [].append")
t("del [].appendd")
t("(1).real=1")
t("a.__class__.__name__='x'; print.foo=1")
t("getattr(a, 'targe')")
t("delattr(a, 'targe')")
t("setattr([], 'apend', 1)")
t("def f(): pass\nf.__cod__")
t("super(A, a).targe")
t("a.target.rael")
t("import operator; operator.attrgetter('targe')(a)")
class P:
    @property
    def prop(self): return 1
    @property
    def xprop(self): raise AttributeError("boo")
t("P().prop=1")
t("del P().prop")
t("P().xprop")
class G:
    alpha=1
    def __getattribute__(self, n): raise AttributeError("custom")
t("G().alpah")
class H:
    alpha=1
    def __getattr__(self, n): raise AttributeError("custom", name="zzz")
t("H().alpah")
class Meta(type):
    def __getattr__(self, n): raise AttributeError(n)
class U(metaclass=Meta): spam=1
t("U.spma")
