"""Metaclass order, as CPython has it."""


def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


class Super:
    pass


class PM(type):

    def mro(cls):
        L = type.mro(cls)
        L.reverse()
        return L


class A(object):

    def f(self):
        return 'A'


class B(A):
    pass


class C(A):

    def f(self):
        return 'C'


class D(B, C):
    pass


attempt(lambda: D.mro())


def mk():

    class X(D, B, C, A, metaclass=PM):
        pass
    return (X.__mro__, X().f())


attempt(mk)


class M2(type):

    def mro(self):
        return [self, dict, object]


def mk():

    class X(object, metaclass=M2):
        pass
    return X


attempt(mk)


class M3(type):

    def mro(self):
        return [1]


def mk():

    class X(object, metaclass=M3):
        pass


attempt(mk)


class M4(type):

    def mro(self):
        return 5


def mk():

    class X(object, metaclass=M4):
        pass


attempt(mk)


class M5(type):

    def mro(self):
        return [self, Super, object]


def mk():

    class X(metaclass=M5):
        pass
    return (X.__mro__, X.__bases__)


attempt(mk)
