"""Duck typed classes, as CPython has it."""


def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


class AbstractClass(object):

    def __init__(self, bases):
        self.bases = bases

    def getbases(self):
        return self.bases
    __bases__ = property(getbases)

    def __call__(self):
        return AbstractInstance(self)


class AbstractInstance(object):

    def __init__(self, klass):
        self.klass = klass

    def getclass(self):
        return self.klass
    __class__ = property(getclass)


AbstractSuper = AbstractClass(bases=())
AbstractChild = AbstractClass(bases=(AbstractSuper,))


class Super:
    pass


class Child(Super):
    pass


attempt(lambda: isinstance(AbstractSuper(), AbstractSuper))
attempt(lambda: isinstance(AbstractSuper(), AbstractChild))
attempt(lambda: isinstance(AbstractChild(), AbstractSuper))
attempt(lambda: isinstance(AbstractChild(), AbstractChild))
attempt(lambda: isinstance(AbstractChild(), Super))
attempt(lambda: isinstance(Super(), AbstractSuper))
attempt(lambda: issubclass(AbstractSuper, AbstractSuper))
attempt(lambda: issubclass(AbstractSuper, AbstractChild))
attempt(lambda: issubclass(AbstractChild, AbstractSuper))
attempt(lambda: issubclass(Super, AbstractSuper))
attempt(lambda: issubclass(AbstractChild, Child))
attempt(lambda: issubclass(AbstractSuper, (Super, AbstractSuper)))


class Boom:

    @property
    def __bases__(self):
        raise RuntimeError('b')


attempt(lambda: isinstance(1, Boom()))
attempt(lambda: issubclass(Boom(), int))
attempt(lambda: issubclass(int, Boom()))


class NB:

    @property
    def __bases__(self):
        raise AttributeError


attempt(lambda: isinstance(1, NB()))
attempt(lambda: issubclass(NB(), int))
attempt(lambda: issubclass(int, NB()))


class BN:
    __bases__ = 5


attempt(lambda: isinstance(1, BN()))
attempt(lambda: issubclass(BN(), int))
attempt(lambda: issubclass(int, BN()))


class Fake:

    @property
    def __class__(self):
        return int


attempt(lambda: isinstance(Fake(), int))
attempt(lambda: isinstance(Fake(), str))
attempt(lambda: type(Fake()).__name__)


class Fake2:

    @property
    def __class__(self):
        raise AttributeError('x')


attempt(lambda: isinstance(Fake2(), int))


class Fake3:

    @property
    def __class__(self):
        raise ValueError('x')


attempt(lambda: isinstance(Fake3(), int))


class Fake4:
    __class__ = 5


attempt(lambda: isinstance(Fake4(), int))
