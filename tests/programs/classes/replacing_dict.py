"""Assigning and deleting __dict__."""


def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


class A:
    pass


a = A()
a.x = 1
del a.__dict__
print(a.__dict__)
a.y = 2
print(a.__dict__)


def s(o, v):
    o.__dict__ = v


def d(o):
    del o.__dict__


e = ValueError(1)
e.x = 5
s(e, {'z': 1})
print(e.__dict__, e.z)


def f():
    pass


f.q = 1
s(f, {'w': 2})
print(f.__dict__, f.w)
attempt(lambda: s(f, 5))
attempt(lambda: d(f))
attempt(lambda: s(a, 5))
attempt(lambda: s(e, None))
attempt(lambda: d(e))
import types


class S:
    __slots__ = ()


attempt(lambda: s(S(), {}))
attempt(lambda: s(5, {}))
attempt(lambda: s(A, {}))
