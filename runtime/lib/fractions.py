"""Rational numbers."""

import math
import numbers
import operator
import re
import sys

__all__ = ["Fraction"]

_PATTERN = re.compile(r"""
    \A\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(_\d+)*)
    (?:\s*/\s*(?P<denom>\d+(_\d+)*))?
    (?:\.(?P<decimal>\d*|\d+(_\d+)*))?
    (?:E(?P<exp>[-+]?\d+(_\d+)*))?\s*\Z""", re.VERBOSE | re.IGNORECASE)
_HASH_MODULUS = 2 ** 61 - 1
_HASH_OF_INFINITY = sys.hash_info.inf


class Fraction(numbers.Rational):
    """A numerator and a denominator without a common factor; the denominator is positive."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if type(numerator) is int:
                return cls._from_coprime(numerator, 1, cls)
            if isinstance(numerator, numbers.Rational):
                return cls._from_coprime(numerator.numerator, numerator.denominator, cls)
            if isinstance(numerator, float) or (not isinstance(numerator, type) and
                                                hasattr(numerator, "as_integer_ratio")):
                return cls._from_coprime(*numerator.as_integer_ratio(), cls)
            if isinstance(numerator, str):
                return cls._from_text(numerator)
            raise TypeError("argument should be a string or a Rational instance")
        if isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        divisor = math.gcd(numerator, denominator)
        if denominator < 0:
            divisor = -divisor
        return cls._from_coprime(numerator // divisor, denominator // divisor, cls)

    @staticmethod
    def _from_coprime(numerator, denominator, cls=None):
        self = object.__new__(cls or Fraction)
        self._numerator = numerator
        self._denominator = denominator
        return self

    @classmethod
    def _from_text(cls, text):
        match = _PATTERN.match(text)
        if match is None or (match["denom"] and (match["decimal"] is not None or match["exp"])):
            raise ValueError(f"Invalid literal for Fraction: {text!r}")
        numerator = int(match["num"] or "0")
        denominator = int(match["denom"]) if match["denom"] else 1
        decimal = (match["decimal"] or "").replace("_", "")
        if decimal:
            denominator *= 10 ** len(decimal)
            numerator = numerator * 10 ** len(decimal) + int(decimal)
        if match["exp"]:
            exponent = int(match["exp"])
            if exponent >= 0:
                numerator *= 10 ** exponent
            else:
                denominator *= 10 ** -exponent
        return cls(-numerator if match["sign"] == "-" else numerator, denominator)

    @classmethod
    def from_float(cls, f):
        """The exact value of a float."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls._from_coprime(*f.as_integer_ratio(), cls)

    @classmethod
    def from_decimal(cls, dec):
        """The exact value of a Decimal."""
        if not isinstance(dec, int) and type(dec).__name__ != "Decimal":
            raise TypeError(f"{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} "
                            f"({type(dec).__name__})")
        return cls._from_coprime(*dec.as_integer_ratio(), cls)

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction whose denominator is not larger, by continued fractions."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction._from_coprime(p1, q1)
        return Fraction._from_coprime(p0 + k * p1, q0 + k * q1)

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def __format__(self, spec):
        if not spec:
            return str(self)
        from _fraction_format import format_fraction
        return format_fraction(self, spec)

    # --- arithmetic ---

    def _operators(exact, fallback, takes_complex=True):
        """The forward and reflected method for an operator."""
        def forward(a, b):
            if type(b) is Fraction or isinstance(b, Fraction):
                return exact(a, b)
            if isinstance(b, int):
                return exact(a, Fraction(b))
            if isinstance(b, float):
                return fallback(float(a), b)
            if isinstance(b, complex) and takes_complex:
                return fallback(complex(a), b)
            return NotImplemented

        def reflected(b, a):
            if isinstance(a, numbers.Rational):
                return exact(Fraction(a), b)
            if isinstance(a, numbers.Real):
                return fallback(float(a), float(b))
            if isinstance(a, numbers.Complex) and takes_complex:
                return fallback(complex(a), complex(b))
            return NotImplemented
        forward.__name__ = f"__{fallback.__name__}__"
        reflected.__name__ = f"__r{fallback.__name__}__"
        return forward, reflected

    def _add(a, b):
        return Fraction(a._numerator * b._denominator + b._numerator * a._denominator,
                        a._denominator * b._denominator)

    def _sub(a, b):
        return Fraction(a._numerator * b._denominator - b._numerator * a._denominator,
                        a._denominator * b._denominator)

    def _mul(a, b):
        return Fraction(a._numerator * b._numerator, a._denominator * b._denominator)

    def _div(a, b):
        if b._numerator == 0:
            raise ZeroDivisionError(f"Fraction({a._numerator * b._denominator}, 0)")
        return Fraction(a._numerator * b._denominator, a._denominator * b._numerator)

    def _floordiv(a, b):
        return (a._numerator * b._denominator) // (a._denominator * b._numerator)

    def _mod(a, b):
        return Fraction((a._numerator * b._denominator) % (b._numerator * a._denominator),
                        a._denominator * b._denominator)

    def _divmod(a, b):
        quotient, rest = divmod(a._numerator * b._denominator, a._denominator * b._numerator)
        return quotient, Fraction(rest, a._denominator * b._denominator)

    __add__, __radd__ = _operators(_add, operator.add)
    __sub__, __rsub__ = _operators(_sub, operator.sub)
    __mul__, __rmul__ = _operators(_mul, operator.mul)
    __truediv__, __rtruediv__ = _operators(_div, operator.truediv)
    __floordiv__, __rfloordiv__ = _operators(_floordiv, operator.floordiv, False)
    __mod__, __rmod__ = _operators(_mod, operator.mod, False)
    __divmod__, __rdivmod__ = _operators(_divmod, divmod, False)
    del _operators, _add, _sub, _mul, _div, _floordiv, _mod, _divmod

    def __pow__(a, b):
        if isinstance(b, numbers.Rational):
            if b.denominator != 1:
                return float(a) ** float(b)
            power = b.numerator
            if power >= 0:
                return Fraction._from_coprime(a._numerator ** power, a._denominator ** power)
            if a._numerator == 0:
                raise ZeroDivisionError(f"Fraction({a._denominator ** -power}, 0)")
            numerator, denominator = a._denominator ** -power, a._numerator ** -power
            return Fraction._from_coprime(-numerator, -denominator) if denominator < 0 else \
                Fraction._from_coprime(numerator, denominator)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(a):
        return Fraction._from_coprime(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._from_coprime(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._from_coprime(abs(a._numerator), a._denominator)

    def __int__(a):
        return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator

    __trunc__ = __int__

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator:
                return floor
            if rest * 2 > self._denominator:
                return floor + 1
            return floor if floor % 2 == 0 else floor + 1
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _HASH_MODULUS)
        except ValueError:
            result = _HASH_OF_INFINITY
        else:
            result = hash(hash(abs(self._numerator)) * inverse)
        result = result if self._numerator >= 0 else -result
        return -2 if result == -1 else result

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return 0.0 == b if math.isnan(b) or math.isinf(b) else a == a.from_float(b)
        return NotImplemented

    def _compare(self, other, op):
        if isinstance(other, numbers.Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            return op(0.0, other) if math.isnan(other) or math.isinf(other) else op(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        return a._compare(b, operator.lt)

    def __gt__(a, b):
        return a._compare(b, operator.gt)

    def __le__(a, b):
        return a._compare(b, operator.le)

    def __ge__(a, b):
        return a._compare(b, operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()
