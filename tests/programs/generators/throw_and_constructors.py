"""Throw and constructors, as CPython has it."""

import sys


def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


def gen():
    try:
        yield
    except ValueError:
        print('in', repr(sys.exception()))
    try:
        yield
    finally:
        print('fin', repr(sys.exception()))


g = gen()
next(g)
g.throw(ValueError('x'))


def boring():
    yield


def g1():
    try:
        print('start', sys.exception())
        yield
        print('after', sys.exception())
    except ValueError as e:
        print('caught', repr(sys.exception()))
        yield 1
        print('later', repr(sys.exception()))


g = g1()
try:
    raise KeyError('outer')
except KeyError:
    next(g)
    g.throw(ValueError('v'))
    print(repr(sys.exception()))
try:
    next(g)
except StopIteration:
    print('stop', sys.exception())


class E(Exception):

    def __new__(cls, *a, **k):
        return cls


g = boring()
attempt(lambda: g.throw(E))
attempt(lambda: next(g))


class Descr:

    def __init__(s, n):
        s.name = n

    def __set__(s, o, v):
        o.__dict__[s.name] = v


class X:
    a = Descr('a')


x = X()
print(type(x.a).__name__)
x.a = 42
print(x.a)


class Meta(type):
    pass


class Y(metaclass=Meta):
    pass


Y.a = 42
Meta.a = Descr('a')
print(Y.a)


class A:

    def meth(self):
        return self


class B:
    pass


a = A()
b = B()
b.meth = a.meth.__get__(b, B)
print(b.meth() is a)
INF = float('inf')
for x in (-0.0, 0.0, 1.0, -1.0, -2.0, -0.5, INF, -INF, float('nan')):
    for y in (-INF, INF, -1.0, -2.0, -3.0, 0.5, -0.5, 0.0, 2.0, 3.0, float('nan')):
        attempt(lambda: x ** y)
        attempt(lambda: pow(x, y))
attempt(lambda: float.fromhex('0x0.fffffffffffffp-1022'))
attempt(lambda: float.fromhex('0x1.0p-1074'))
attempt(lambda: float.fromhex('0x0.fffffffffffff8p-1022').hex())
attempt(lambda: float.fromhex('0x1.fffffffffffff8p1023'))
attempt(lambda: float.fromhex('0x1.8p-1075'))
attempt(lambda: float.fromhex('0x1p-1075'))
attempt(lambda: float.fromhex('0x0.fffffffffffff7ffp-1022').hex())


class C:
    pass


attempt(lambda: C(42))
attempt(lambda: C.__new__(C, 42))
attempt(lambda: C().__init__(42))
attempt(lambda: object.__new__(C, 42))
attempt(lambda: object.__init__(C(), 42))


class D:

    def __new__(cls, *a, **k):
        super().__new__(cls, *a, **k)

    def __init__(self, *a, **k):
        super().__init__(*a, **k)


attempt(lambda: D(42))
attempt(lambda: D.__new__(D, 42))
attempt(lambda: object.__new__(D, 42))


class EE:

    def __init__(self, *a, **k):
        super().__init__(*a, **k)


attempt(lambda: EE(42))
attempt(lambda: EE().__init__(42))
attempt(lambda: object.__init__(EE(), 42))


class F:

    def __new__(cls, *a, **k):
        return super().__new__(cls, *a, **k)


attempt(lambda: F(42))
attempt(lambda: F().__init__(42))
attempt(lambda: C(a=1))
