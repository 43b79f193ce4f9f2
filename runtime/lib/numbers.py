"""The abstract classes of numbers, from Number down to Integral."""

from abc import ABCMeta, abstractmethod

__all__ = ["Number", "Complex", "Real", "Rational", "Integral"]


class Number(metaclass=ABCMeta):
    """All numbers."""

    __slots__ = ()
    __hash__ = None


def _abstract(*names):
    """A class decorator that adds abstract methods."""
    def decorate(cls):
        for name in names:
            def method(self, *arguments):
                raise NotImplementedError
            method.__name__ = name
            method.__qualname__ = f"{cls.__name__}.{name}"
            setattr(cls, name, abstractmethod(method))
        cls.__abstractmethods__ = cls.__abstractmethods__ | frozenset(
            name for name in names)
        return cls
    return decorate


@_abstract("__complex__", "__add__", "__radd__", "__neg__", "__pos__", "__mul__", "__rmul__", "__truediv__",
           "__rtruediv__", "__pow__", "__rpow__", "__abs__", "conjugate", "__eq__")
class Complex(Number):
    """What complex can do."""

    __slots__ = ()

    def __bool__(self):
        return self != 0

    @property
    @abstractmethod
    def real(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def imag(self):
        raise NotImplementedError

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other


Complex.register(complex)


@_abstract("__float__", "__trunc__", "__floor__", "__ceil__", "__round__", "__floordiv__", "__rfloordiv__",
           "__mod__", "__rmod__", "__lt__", "__le__")
class Real(Complex):
    """What float can do."""

    __slots__ = ()

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        return +self


Real.__abstractmethods__ = Real.__abstractmethods__ - {"__complex__", "real", "imag", "conjugate"}
Real.register(float)


class Rational(Real):
    """A number with a numerator and a denominator."""

    __slots__ = ()

    @property
    @abstractmethod
    def numerator(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def denominator(self):
        raise NotImplementedError

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


@_abstract("__int__", "__lshift__", "__rlshift__", "__rshift__", "__rrshift__", "__and__", "__rand__",
           "__xor__", "__rxor__", "__or__", "__ror__", "__invert__")
class Integral(Rational):
    """What int can do."""

    __slots__ = ()

    def __index__(self):
        return int(self)

    def __float__(self):
        return float(int(self))

    @property
    def numerator(self):
        return +self

    @property
    def denominator(self):
        return 1


Integral.__abstractmethods__ = Integral.__abstractmethods__ - {"numerator", "denominator"}
Integral.register(int)
