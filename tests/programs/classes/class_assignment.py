"""Class assignment, as CPython has it."""


def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


import types


class St:
    __call__ = staticmethod(lambda *a: a)


class Slot1:
    __slots__ = ('a', 'b')


class Slot2:
    __slots__ = ('a', 'b')


class Slot3:
    __slots__ = ('b', 'a')


s = Slot1()
s.a = 1
s.b = 2
s.__class__ = Slot2
print(s.a, s.b)


def f():
    s.__class__ = Slot3


attempt(f)
print(s.a)


class P:

    def __init__(self):
        self.x = 1


class Q:
    pass


p = P()
p.__class__ = Q
print(p.x, type(p).__name__)


def f():
    p.__class__ = Slot1


attempt(f)


class C1:
    pass


attempt(lambda: C1.__dict__.keys() >= {'__module__', '__dict__', '__weakref__', '__doc__'})


class Dc:
    """doc"""
    a: int = 1

    def f(self):
        pass


attempt(lambda: Dc.__annotations__)
attempt(lambda: C1.__annotations__)


class BadDir:

    def __dir__(self):
        return 5


attempt(lambda: dir(BadDir()))


class GoodDir:

    def __dir__(self):
        return ['b', 'a', 1]


attempt(lambda: dir(GoodDir()))


class NamDir:

    def __dir__(self):
        return ('z', 'a')


attempt(lambda: dir(NamDir()))
attempt(lambda: type(C1.__dict__['__dict__']).__name__)
attempt(lambda: type(C1.__dict__['__weakref__']).__name__)
attempt(lambda: repr(St.__dict__['__call__'])[:22])


class Nm:
    __name__ = 'name'

    def __call__(self):
        pass


attempt(lambda: repr(types.MethodType(Nm(), 5)))
