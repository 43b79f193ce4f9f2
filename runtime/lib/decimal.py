"""Decimal arithmetic (IBM's General Decimal Arithmetic, IEEE 754): 0.1 + 0.2 is 0.3.

A number is sign, coefficient and exponent: -1**sign * coefficient * 10**exponent. Results are
computed exactly and then rounded to the precision of the context by _fix(), which also reports
what was lost. Infinity and NaN are marked by `_special`.
"""

import math as _math
import numbers as _numbers
import re as _re
from _traceback import hide_module as _hide_module
from collections import namedtuple as _namedtuple

import _decimal_context
import _decimal_math
from _decimal_context import (
    MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, ROUND_05UP, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR,
    ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, BasicContext, Clamped, Context,
    ConversionSyntax, DecimalException, DefaultContext, DivisionByZero, DivisionImpossible, DivisionUndefined,
    ExtendedContext, FloatOperation, Inexact, InvalidContext, InvalidOperation, Overflow, Rounded, Subnormal,
    Underflow, getcontext, localcontext, setcontext,
)
from _decimal_math import digits_of as _digits_of, int_of as _int_of

_hide_module()  # CPython has it in C

__version__ = "1.70"
__libmpdec_version__ = "2.5.1"
HAVE_THREADS = HAVE_CONTEXTVAR = True

__all__ = ["Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext",
           "DecimalException", "Clamped", "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal",
           "Overflow", "Underflow", "FloatOperation", "DivisionImpossible", "InvalidContext", "ConversionSyntax",
           "DivisionUndefined", "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR",
           "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext", "getcontext", "localcontext", "MAX_PREC",
           "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR"]

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")

_NUMBER = _re.compile(r"""(?P<sign>[-+])?
    (?:(?=\d|\.\d)(?P<whole>\d*)(?:\.(?P<fraction>\d*))?(?:E(?P<exponent>[-+]?\d+))?
      |Inf(?:inity)? | (?P<signal>s)?NaN(?P<payload>\d*))\Z""", _re.VERBOSE | _re.IGNORECASE)


def _length(number):
    """How many digits an int > 0 has."""
    bits = number.bit_length()
    if bits < 1000:
        return len(str(number))
    guess = bits * 30103 // 100000
    while number >= 10 ** guess:
        guess += 1
    return guess


def _drop_digits(coefficient, count, sign, rounding):
    """(coefficient without its last `count` digits, rounded; whether something was lost)"""
    if count > _length(coefficient or 1) + 1:
        quotient, rest, half = 0, coefficient, coefficient + 1
    else:
        unit = 10 ** count
        quotient, rest = divmod(coefficient, unit)
        half = unit // 2
    if not rest:
        return quotient, False
    if rounding == ROUND_HALF_EVEN:
        up = rest > half or rest == half and quotient & 1
    elif rounding == ROUND_HALF_UP:
        up = rest >= half
    elif rounding == ROUND_HALF_DOWN:
        up = rest > half
    elif rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = sign
    else:
        up = quotient % 5 == 0  # ROUND_05UP
    return quotient + bool(up), True


def _make(sign, coefficient, exponent, special=None):
    self = object.__new__(Decimal)
    self._sign, self._coef, self._exp, self._special = sign, coefficient, exponent, special
    return self


def _convert(value):
    """The other operand as a Decimal; NotImplemented if it is none."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _make(int(value < 0), abs(int(value)), 0)
    return NotImplemented


class Decimal:
    """A decimal number. Made from text, an int, a float (exactly), or (sign, digits, exponent)."""

    __slots__ = ("_sign", "_coef", "_exp", "_special", "__weakref__")

    def __new__(cls, value="0", context=None):
        if isinstance(value, str):
            made = cls._from_text(value, context)
        elif isinstance(value, int):
            made = _make(int(value < 0), abs(int(value)), 0)
        elif isinstance(value, Decimal):
            made = value if cls is Decimal and type(value) is Decimal else value._copy()
        elif isinstance(value, float):
            (context or getcontext()).meet(FloatOperation)
            made = Decimal.from_float(value)
        elif isinstance(value, (list, tuple)):
            made = cls._from_tuple(value)
        else:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        if cls is not Decimal:
            own = object.__new__(cls)
            own._sign, own._coef, own._exp, own._special = made._sign, made._coef, made._exp, made._special
            return own
        return made

    @staticmethod
    def _from_text(text, context):
        match = _NUMBER.match(text.strip().replace("_", ""))
        if match is None:
            return (context or getcontext()).meet(ConversionSyntax, _make(0, 0, 0, "n"))
        sign = int(match["sign"] == "-")
        if match["whole"] is not None:
            fraction = match["fraction"] or ""
            return _make(sign, _int_of(match["whole"] + fraction or "0"), int(match["exponent"] or 0) - len(fraction))
        if match["payload"] is None:
            return _make(sign, 0, 0, "F")
        return _make(sign, int(match["payload"] or 0), 0, "N" if match["signal"] else "n")

    @staticmethod
    def _from_tuple(value):
        if len(value) != 3:
            raise ValueError("argument must be a sequence of length 3")
        sign, digits, exponent = value
        if sign not in (0, 1) or not isinstance(sign, int):
            raise ValueError("sign must be an integer with the value 0 or 1")
        if exponent == "F":
            return _make(sign, 0, 0, "F")
        for digit in digits:
            if not isinstance(digit, int) or not 0 <= digit <= 9:
                raise ValueError("coefficient must be a tuple of digits")
        coefficient = _int_of("".join(map(str, digits)) or "0")
        if exponent in ("n", "N"):
            return _make(sign, coefficient, 0, exponent)
        if not isinstance(exponent, int):
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
        return _make(sign, coefficient, exponent)

    @classmethod
    def from_float(cls, f, /):
        """The Decimal with exactly the value of a float."""
        if isinstance(f, int):
            made = _make(int(f < 0), abs(int(f)), 0)
        elif not isinstance(f, float):
            raise TypeError("argument must be int or float")
        elif not _math.isfinite(f):
            made = _make(int(_math.copysign(1.0, f) < 0), 0, 0, "n" if f != f else "F")
        else:
            numerator, denominator = abs(f).as_integer_ratio()
            twos = denominator.bit_length() - 1
            made = _make(int(_math.copysign(1.0, f) < 0), numerator * 5 ** twos, -twos)
        return made if cls is Decimal else cls(made)

    # --- parts ---

    def _copy(self):
        return _make(self._sign, self._coef, self._exp, self._special)

    def _with(self, sign, coefficient, exponent):
        return _make(sign, coefficient, exponent)

    def _digits(self):
        return _digits_of(self._coef)

    def as_tuple(self):
        """(sign, digits, exponent)"""
        if self._special == "F":
            return DecimalTuple(self._sign, (0,), "F")
        digits = tuple(map(int, self._digits()))
        if self._special:
            return DecimalTuple(self._sign, digits if self._coef else (), self._special)
        return DecimalTuple(self._sign, digits, self._exp)

    def as_integer_ratio(self):
        """(numerator, denominator) in lowest terms."""
        if self._special == "F":
            raise OverflowError("cannot convert Infinity to integer ratio")
        if self._special:
            raise ValueError("cannot convert NaN to integer ratio")
        numerator = -self._coef if self._sign else self._coef
        if not numerator:
            return 0, 1
        if self._exp >= 0:
            return numerator * 10 ** self._exp, 1
        denominator = 10 ** -self._exp
        common = _math.gcd(numerator, denominator)
        return numerator // common, denominator // common

    def adjusted(self):
        """The exponent of the first digit."""
        return 0 if self._special else self._exp + _length(self._coef or 1) - 1

    def _adjusted(self):
        return self._exp + _length(self._coef or 1) - 1

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self

    def __reduce__(self):
        return type(self), (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    # --- text ---

    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self):
        return self._text(False, None)

    def to_eng_string(self, context=None):
        """Text with an exponent that is a multiple of three."""
        return self._text(True, context)

    def _text(self, engineering, context):
        sign = "-" if self._sign else ""
        if self._special == "F":
            return sign + "Infinity"
        digits = self._digits()
        if self._special:
            return sign + ("NaN" if self._special == "n" else "sNaN") + (digits if self._coef else "")
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not engineering:
            point = 1
        elif not self._coef:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            text = "0." + "0" * -point + digits
        elif point >= len(digits):
            text = digits + "0" * (point - len(digits))
        else:
            text = digits[:point] + "." + digits[point:]
        if left == point:
            return sign + text
        letter = "E" if (context or getcontext()).capitals else "e"
        return f"{sign}{text}{letter}{left - point:+d}"

    def __format__(self, specifier, context=None):
        if not isinstance(specifier, str):
            raise TypeError("format arg must be str")
        import _decimal_format
        return _decimal_format.format_decimal(self, specifier, context or getcontext())

    # --- rounding ---

    def _fix(self, context):
        """The number rounded to the precision and the exponents of the context."""
        if self._special:
            if self._special != "F" and self._coef and _length(self._coef) > context.prec - context.clamp:
                return _make(self._sign, self._coef % 10 ** (context.prec - context.clamp), 0, self._special)
            return self
        prec = context.prec
        tiny, top = context.Emin - prec + 1, context.Emax - prec + 1
        if not self._coef:
            exponent = min(max(self._exp, tiny), top if context.clamp else context.Emax)
            if exponent == self._exp:
                return self
            context.meet(Clamped)
            return _make(self._sign, 0, exponent)
        lowest = _length(self._coef) + self._exp - prec
        if lowest <= self._exp and tiny <= lowest and self._exp <= top:
            return self
        if lowest > top:
            return self._overflow(context)
        is_subnormal = lowest < tiny
        lowest = max(lowest, tiny)
        if self._exp < lowest:
            return self._shorten(context, lowest, is_subnormal, top)
        if is_subnormal:
            context.meet(Subnormal)
        if context.clamp and self._exp > top:
            context.meet(Clamped)
            return _make(self._sign, self._coef * 10 ** (self._exp - top), top)
        return self

    def _shorten(self, context, lowest, is_subnormal, top):
        coefficient, is_inexact = _drop_digits(self._coef, lowest - self._exp, self._sign, context.rounding)
        if coefficient and _length(coefficient) > context.prec:
            coefficient //= 10
            lowest += 1
        if lowest > top:
            return self._overflow(context)
        result = _make(self._sign, coefficient, lowest)
        if is_inexact and is_subnormal:
            context.meet(Underflow)
        if is_subnormal:
            context.meet(Subnormal)
        if is_inexact:
            context.meet(Inexact)
        context.meet(Rounded)
        if not coefficient:
            context.meet(Clamped)
        return result

    def _overflow(self, context):
        rounding, sign = context.rounding, self._sign
        stays = rounding in (ROUND_DOWN, ROUND_05UP) or rounding == ROUND_CEILING and sign \
            or rounding == ROUND_FLOOR and not sign
        result = _make(sign, 10 ** context.prec - 1, context.Etop()) if stays else _make(sign, 0, 0, "F")
        for condition in (Overflow, Inexact, Rounded):
            context.meet(condition)
        return result

    def _rescale(self, exponent, rounding):
        """The number with that exponent, whatever its length."""
        if self._special:
            return self
        if not self._coef:
            return _make(self._sign, 0, exponent)
        if self._exp >= exponent:
            return _make(self._sign, self._coef * 10 ** (self._exp - exponent), exponent)
        return _make(self._sign, _drop_digits(self._coef, exponent - self._exp, self._sign, rounding)[0], exponent)

    def _round_to(self, places, rounding):
        """The number with that many digits."""
        if self._special or not self._coef:
            return self
        made = self._rescale(self._adjusted() + 1 - places, rounding)
        if made._adjusted() != self._adjusted():
            made = made._rescale(made._adjusted() + 1 - places, rounding)
        return made

    def quantize(self, exp, rounding=None, context=None):
        """The number with the exponent of exp."""
        exp = self._operand(exp)
        context = context or getcontext()
        rounding = self._rounding(rounding, context)
        nan = self._check_nans(context, exp)
        if nan is not None:
            return nan
        if self._special or exp._special:
            if self._special and exp._special:
                return self
            return context.meet(InvalidOperation, _NAN)
        if not context.Etiny() <= exp._exp <= context.Emax:
            return context.meet(InvalidOperation, _NAN)
        if not self._coef:
            return _make(self._sign, 0, exp._exp)._fix(context)
        adjusted = self._adjusted()
        if adjusted > context.Emax or adjusted - exp._exp + 1 > context.prec:
            return context.meet(InvalidOperation, _NAN)
        made = self._rescale(exp._exp, rounding)
        if made._coef and (made._adjusted() > context.Emax or _length(made._coef) > context.prec):
            return context.meet(InvalidOperation, _NAN)
        if made._coef and made._adjusted() < context.Emin:
            context.meet(Subnormal)
        if made._exp > self._exp:
            if made != self:
                context.meet(Inexact)
            context.meet(Rounded)
        return made._fix(context)

    @staticmethod
    def _rounding(rounding, context):
        if rounding is None:
            return context.rounding
        if rounding not in _decimal_context.ROUNDINGS:
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                            "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        return rounding

    def to_integral_value(self, rounding=None, context=None):
        """The number rounded to an integer."""
        context = context or getcontext()
        rounding = self._rounding(rounding, context)
        nan = self._check_nans(context)
        if nan is not None:
            return nan
        return self if self._special or self._exp >= 0 else self._rescale(0, rounding)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        """The same, reporting what was lost."""
        context = context or getcontext()
        made = self.to_integral_value(rounding, context)
        if not self._special and self._exp < 0:
            if made != self:
                context.meet(Inexact)
            context.meet(Rounded)
        return made

    def normalize(self, context=None):
        """The number without zeros at the end."""
        context = context or getcontext()
        nan = self._check_nans(context)
        if nan is not None:
            return nan
        made = self._fix(context)
        if made._special:
            return made
        if not made._coef:
            return _make(made._sign, 0, 0)
        highest = context.Etop() if context.clamp else context.Emax
        text = _digits_of(made._coef)
        zeros = min(len(text) - len(text.rstrip("0")), max(highest - made._exp, 0))
        return _make(made._sign, made._coef // 10 ** zeros, made._exp + zeros)

    def __round__(self, n=None):
        if n is not None:
            if not isinstance(n, int):
                raise TypeError("optional arg must be an integer")
            return self.quantize(_make(0, 1, -n))
        return int(self._integral(ROUND_HALF_EVEN))

    def _integral(self, rounding):
        if self._special == "F":
            raise OverflowError("cannot convert Infinity to integer")
        if self._special:
            raise ValueError("cannot convert NaN to integer")
        return self._rescale(0, rounding)

    def __floor__(self):
        return int(self._integral(ROUND_FLOOR))

    def __ceil__(self):
        return int(self._integral(ROUND_CEILING))

    def __int__(self):
        made = self._integral(ROUND_DOWN)
        return -made._coef if made._sign else made._coef

    __trunc__ = __int__

    def __float__(self):
        if self._special in ("n", "N"):
            if self._special == "N":
                raise ValueError("cannot convert signaling NaN to float")
            return -_math.nan if self._sign else _math.nan
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    # --- kinds of numbers ---

    def is_nan(self): return self._special in ("n", "N")
    def is_qnan(self): return self._special == "n"
    def is_snan(self): return self._special == "N"
    def is_infinite(self): return self._special == "F"
    def is_finite(self): return not self._special
    def is_zero(self): return not self._special and not self._coef
    def is_signed(self): return self._sign == 1
    def is_canonical(self): return True
    def canonical(self): return self
    def radix(self): return Decimal(10)

    def __bool__(self):
        return bool(self._special or self._coef)

    def is_normal(self, context=None):
        """Whether all digits fit above Emin."""
        return not self._special and bool(self._coef) and self._adjusted() >= (context or getcontext()).Emin

    def is_subnormal(self, context=None):
        """Whether it is smaller than that."""
        return not self._special and bool(self._coef) and self._adjusted() < (context or getcontext()).Emin

    def number_class(self, context=None):
        """The kind of number as text: +Normal, -Infinity, NaN, ..."""
        if self._special in ("n", "N"):
            return "NaN" if self._special == "n" else "sNaN"
        kind = "Infinity" if self._special else "Zero" if not self._coef else \
            "Subnormal" if self.is_subnormal(context) else "Normal"
        return "+-"[self._sign] + kind

    # --- operands ---

    @staticmethod
    def _operand(value):
        made = _convert(value)
        if made is NotImplemented:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        return made

    def _check_nans(self, context, other=None):
        """The NaN that an operation with a NaN gives; None if there is no NaN."""
        for number in (self, other):
            if number is not None and number._special == "N":
                made = context.meet(InvalidOperation, number)
                return _make(made._sign, made._coef, 0, "n")._fix(context)
        for number in (self, other):
            if number is not None and number._special == "n":
                return number._fix(context)
        return None


_NAN = _make(0, 0, 0, "n")
_decimal_context.Decimal = Decimal

from _decimal_arithmetic import add_methods as _add_methods  # the operations

_add_methods(Decimal)
_numbers.Number.register(Decimal)
