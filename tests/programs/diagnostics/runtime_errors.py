# What goes wrong at run time, and how it is worded: the lines of _runtime_corpus.txt, where ";;" stands for a newline.
import collections
import functools
import itertools
import math
import operator
import pathlib
import warnings

class A:
    def __init__(self, x=1): self.x = x
    def m(self, a, b=2): return a
    @classmethod
    def c(cls, a): pass
    @staticmethod
    def s(a): pass
    @property
    def p(self): return 1
class E: pass
class S:
    __slots__ = ("q",)
class I:
    def __iter__(self): return 5
class N:
    def __next__(self): raise StopIteration
class L:
    def __len__(self): return -1
class L2:
    def __len__(self): return "a"
class B:
    def __bool__(self): return 2
class H:
    __hash__ = None
class Ix:
    def __index__(self): return "a"
class In:
    def __int__(self): return "a"
class Fl:
    def __float__(self): return "a"
class St:
    def __str__(self): return 1
    def __repr__(self): return 2
    def __format__(self, s): return 3
    def __bytes__(self): return 4
class Ad:
    def __add__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
class Call:
    def __call__(self, a): return a
def f0(): pass
def f1(a): pass
def f2(a, b): pass
def f3(a, b, c): pass
def fd(a, b=1): pass
def fk(*, k): pass
def fkk(*, k, j): pass
def fk3(*, k, j, i): pass
def fp(a, /): pass
def fp2(a, b, /, c): pass
def fv(*a): pass
def fkw(**k): pass
def fall(a, /, b, *, c, **d): pass
lam = lambda x, y: 1
def gen(): yield 1
g = gen()
async def co(): pass
a = A(); e = E()


def describe(value):
    kind = type(value)
    shown = (int, str, float, bool, list, tuple, dict, bytes, complex, set, type(None))
    return f"{kind.__name__} {value!r}"[:100] if kind in shown else kind.__name__


def attempt(line, namespace):
    try:
        code = compile(line, "<line>", "eval")
    except SyntaxError:
        code = compile(line.replace(";;", "\n"), "<line>", "exec")
    try:
        return describe(eval(code, namespace))
    except BaseException as error:
        text = f"{type(error).__name__}: {error}"
        return text + f" {error.args!r}" if error.args and not isinstance(error.args[0], str) else text


warnings.simplefilter("ignore")
corpus = pathlib.Path(__file__).with_name("_runtime_corpus.txt").read_text(encoding="utf-8")
names = dict(globals())
for line in corpus.splitlines():
    print(line)
    print("   ", attempt(line, dict(names)))
