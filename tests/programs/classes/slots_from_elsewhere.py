"""Slots from elsewhere, as CPython has it."""


def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


class A:

    def meth(self, a):
        return 'A(%r)' % a


class mysuper(super):

    def __init__(self, *args):
        return super(mysuper, self).__init__(*args)


class E(A):

    def meth(self, a):
        return 'E(%r)' % a + mysuper(E, self).meth(a)


print(E().meth(5))


class F(E):

    def meth(self, a):
        s = self.__super
        return 'F(%r)[%s]' % (a, s.__class__.__name__) + s.meth(a)


F._F__super = mysuper(F)
print(F().meth(6))
attempt(lambda: super(E))
attempt(lambda: super(E).__self__)
attempt(lambda: super(E, E()).__thisclass__)
attempt(lambda: super(1))
attempt(lambda: super(E, 1))
attempt(lambda: super())


class X(dict):
    __setattr__ = dict.__setitem__
    __neg__ = dict.copy


x = X()
x.y = 42
print(x['y'], -x)


class AI(int):
    __eq__ = str.__eq__
    __add__ = str.__add__


a = AI()
attempt(lambda: a == a)
attempt(lambda: a + a)


class St:
    __len__ = [1, 2, 3].__len__
    __getitem__ = [4, 5, 6].__getitem__
    __call__ = staticmethod(lambda *a: a)


s = St()
attempt(lambda: len(s))
attempt(lambda: s[1])
attempt(lambda: s(1, 2))
attempt(lambda: list(s))


class Cm:

    @classmethod
    def __len__(cls):
        return 7

    @staticmethod
    def __getitem__(k):
        return k

    @property
    def __iter__(self):
        return lambda: iter('ab')


c = Cm()
attempt(lambda: len(c))
attempt(lambda: c[3])
attempt(lambda: list(c))
