# The operations of Decimal: comparing, the four rules, roots, powers, logarithms.
#
# They are methods; add_methods() puts them into the class, which decimal.py defines.

import math as _math
import sys as _sys
from _traceback import hide_module as _hide_module
from numbers import Rational as _Rational

import _decimal_math
from _decimal_context import (
    ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Clamped, DivisionByZero, DivisionImpossible,
    DivisionUndefined, FloatOperation, Inexact, InvalidOperation, Overflow, Rounded, Subnormal, Underflow,
    getcontext)
from decimal import _NAN, _convert, _length, _make, Decimal

_hide_module()  # CPython has it in C
_MODULUS = _sys.hash_info.modulus


# --- comparing -----------------------------------------------------------------------------------

def _order(a, b):
    """-1, 0 or 1 for numbers that are no NaNs."""
    if a._special or b._special:
        left = (-1 if a._sign else 1) if a._special else 0
        right = (-1 if b._sign else 1) if b._special else 0
        return (left > right) - (left < right)
    if not a._coef or not b._coef or a._sign != b._sign:
        left = 0 if not a._coef else -1 if a._sign else 1
        right = 0 if not b._coef else -1 if b._sign else 1
        return (left > right) - (left < right)
    sign = -1 if a._sign else 1
    first, second = a._adjusted(), b._adjusted()
    if first != second:
        return sign if first > second else -sign
    shift = a._exp - b._exp
    x = a._coef * 10 ** shift if shift > 0 else a._coef
    y = b._coef * 10 ** -shift if shift < 0 else b._coef
    return ((x > y) - (x < y)) * sign


def _comparable(self, other, is_equality):
    """Both sides as Decimals, for operators."""
    if isinstance(other, (Decimal, int)):
        return self, _convert(other)
    if isinstance(other, float):
        context = getcontext()
        if is_equality:
            context.flags[FloatOperation] = True
        else:
            context.meet(FloatOperation)
        return self, Decimal.from_float(other)
    if isinstance(other, complex) and is_equality and other.imag == 0:
        return self, Decimal.from_float(other.real)
    if isinstance(other, _Rational):
        if self._special:
            return self, Decimal(0)
        return _make(self._sign, self._coef * other.denominator, self._exp), Decimal(other.numerator)
    return NotImplemented, NotImplemented


def __eq__(self, other):
    a, b = _comparable(self, other, True)
    if b is NotImplemented:
        return b
    if a._special in ("n", "N") or b._special in ("n", "N"):
        if "N" in (a._special, b._special):
            getcontext().meet(InvalidOperation)
        return False
    return _order(a, b) == 0


def _ordering(test):
    def compare(self, other):
        a, b = _comparable(self, other, False)
        if b is NotImplemented:
            return b
        if a._special in ("n", "N") or b._special in ("n", "N"):
            getcontext().meet(InvalidOperation)
            return False
        return test(_order(a, b))
    return compare


__lt__ = _ordering(lambda order: order < 0)
__le__ = _ordering(lambda order: order <= 0)
__gt__ = _ordering(lambda order: order > 0)
__ge__ = _ordering(lambda order: order >= 0)


def __hash__(self):
    if self._special:
        if self._special == "N":
            raise TypeError("Cannot hash a signaling NaN value")
        if self._special == "n":
            return object.__hash__(self)
        return -_sys.hash_info.inf if self._sign else _sys.hash_info.inf
    base = 10 if self._exp >= 0 else pow(10, _MODULUS - 2, _MODULUS)
    result = self._coef * pow(base, abs(self._exp), _MODULUS) % _MODULUS
    result = -result if self._sign else result
    return -2 if result == -1 else result


def compare(self, other, context=None):
    """-1, 0 or 1 as a Decimal; NaN if one is."""
    other = self._operand(other)
    nan = self._check_nans(context or getcontext(), other) if self._special or other._special else None
    return nan if nan is not None else Decimal(_order(self, other))


def compare_signal(self, other, context=None):
    """The same; every NaN is an invalid operation."""
    other = self._operand(other)
    if self.is_nan() or other.is_nan():
        return (context or getcontext()).meet(InvalidOperation, _NAN)
    return Decimal(_order(self, other))


def compare_total(self, other, context=None):
    """-1, 0 or 1 in an order that has all numbers, NaNs too: 1.0 comes before 1."""
    other = self._operand(other)
    if self._sign != other._sign:
        return Decimal(-1 if self._sign else 1)
    rank = {None: 0, "F": 0, "N": 1, "n": 2}

    def key(number):
        return rank[number._special], number._coef if number.is_nan() else 0
    first, second = key(self), key(other)
    if first == second == (0, 0):
        order = _order(self, other)
        if order == 0 and not self._special:
            order = (self._exp > other._exp) - (self._exp < other._exp)
            order = -order if self._sign else order
        return Decimal(order)
    order = (first > second) - (first < second)
    return Decimal(-order if self._sign else order)


def compare_total_mag(self, other, context=None):
    """The same without the signs."""
    return self.copy_abs().compare_total(self._operand(other).copy_abs())


def _choose(self, other, context, takes_larger, magnitude):
    other = self._operand(other)
    context = context or getcontext()
    if self._special or other._special:
        for number, rest in ((self, other), (other, self)):
            if number._special == "n" and not rest.is_nan():
                return rest._fix(context)
        nan = self._check_nans(context, other)
        if nan is not None:
            return nan
    order = _order(self.copy_abs(), other.copy_abs()) if magnitude else _order(self, other)
    if order == 0:
        order = int(self.compare_total(other))
    chosen = (self if order >= 0 else other) if takes_larger else (self if order < 0 else other)
    return chosen._fix(context)


def _max(self, other, context=None):
    """The larger number."""
    return _choose(self, other, context, True, False)


def _min(self, other, context=None):
    """The smaller number."""
    return _choose(self, other, context, False, False)


def max_mag(self, other, context=None):
    """The one farther from zero."""
    return _choose(self, other, context, True, True)


def min_mag(self, other, context=None):
    """The one nearer to zero."""
    return _choose(self, other, context, False, True)


# --- signs -----------------------------------------------------------------------------------------

def copy_abs(self):
    return _make(0, self._coef, self._exp, self._special)


def copy_negate(self):
    return _make(1 - self._sign, self._coef, self._exp, self._special)


def copy_sign(self, other, context=None):
    return _make(self._operand(other)._sign, self._coef, self._exp, self._special)


def same_quantum(self, other, context=None):
    """Whether both have the same exponent."""
    other = self._operand(other)
    if self._special or other._special:
        return self.is_nan() and other.is_nan() or self.is_infinite() and other.is_infinite()
    return self._exp == other._exp


def _signed(self, context, sign):
    context = context or getcontext()
    nan = self._check_nans(context) if self._special else None
    if nan is not None:
        return nan
    if not self._special and not self._coef and context.rounding != ROUND_FLOOR:
        sign = 0
    return _make(sign, self._coef, self._exp, self._special)._fix(context)


def __pos__(self, context=None):
    return _signed(self, context, self._sign)


def __neg__(self, context=None):
    return _signed(self, context, 1 - self._sign)


def __abs__(self, context=None):
    return _signed(self, context, 0)


# --- the four rules ----------------------------------------------------------------------------------

def _operator(symbol, function):
    """An operator and its mirror image: they know only numbers, and no floats."""
    def forward(self, other, context=None):
        if isinstance(other, float):
            raise TypeError(f"unsupported operand type(s) for {symbol}: 'decimal.Decimal' and 'float'")
        other = _convert(other)
        return other if other is NotImplemented else function(self, other, context or getcontext())

    def mirrored(self, other, context=None):
        if isinstance(other, float):
            raise TypeError(f"unsupported operand type(s) for {symbol}: 'float' and 'decimal.Decimal'")
        other = _convert(other)
        return other if other is NotImplemented else function(other, self, context or getcontext())
    return forward, mirrored


def _add(a, b, context):
    if a._special or b._special:
        nan = a._check_nans(context, b)
        if nan is not None:
            return nan
        if a._special:
            if b._special and a._sign != b._sign:
                return context.meet(InvalidOperation, _NAN)
            return a
        return b
    exponent = a._exp if a._exp < b._exp else b._exp
    if not a._coef and not b._coef:
        negative = a._sign == b._sign and a._sign or a._sign != b._sign and context.rounding == ROUND_FLOOR
        return _make(int(negative), 0, exponent)._fix(context)
    if not a._coef or not b._coef:
        number = a if a._coef else b
        lowest = number._adjusted() - context.prec
        target = exponent if exponent > lowest else lowest if number._exp > lowest else number._exp
        if target < number._exp:
            number = _make(number._sign, number._coef * 10 ** (number._exp - target), target)
        return number._fix(context)
    high, low = (a, b) if a._exp >= b._exp else (b, a)
    low_coefficient, low_exponent = low._coef, low._exp
    if high._exp != low_exponent:
        # What is far below the last digit counts only as "a little more".
        gap = high._exp + min(-1, _length(high._coef) - context.prec - 2)
        if low._adjusted() < gap:
            low_coefficient, low_exponent = 1, gap
    x = high._coef * 10 ** (high._exp - low_exponent)
    x = -x if high._sign else x
    y = -low_coefficient if low._sign else low_coefficient
    total = x + y
    if total == 0:
        return _make(int(context.rounding == ROUND_FLOOR), 0, exponent)._fix(context)
    return _make(int(total < 0), abs(total), low_exponent)._fix(context)


def _subtract(a, b, context):
    if b._special in ("n", "N"):
        return _add(a, b, context)
    return _add(a, _make(1 - b._sign, b._coef, b._exp, b._special), context)


def _multiply(a, b, context):
    sign = a._sign ^ b._sign
    if a._special or b._special:
        nan = a._check_nans(context, b)
        if nan is not None:
            return nan
        if not a or not b:
            return context.meet(InvalidOperation, _NAN)
        return _make(sign, 0, 0, "F")
    return _make(sign, a._coef * b._coef, a._exp + b._exp)._fix(context)


def _divide(a, b, context):
    sign = a._sign ^ b._sign
    if a._special or b._special:
        nan = a._check_nans(context, b)
        if nan is not None:
            return nan
        if a._special and b._special:
            return context.meet(InvalidOperation, _NAN)
        if a._special:
            return _make(sign, 0, 0, "F")
        context.meet(Clamped)
        return _make(sign, 0, context.Etiny())
    if not b._coef:
        if not a._coef:
            return context.meet(DivisionUndefined, _NAN)
        return context.meet(DivisionByZero, _make(sign, 0, 0, "F"))
    ideal = a._exp - b._exp
    if not a._coef:
        return _make(sign, 0, ideal)._fix(context)
    shift = _length(b._coef) - _length(a._coef) + context.prec + 1
    if shift >= 0:
        quotient, rest = divmod(a._coef * 10 ** shift, b._coef)
    else:
        quotient, rest = divmod(a._coef, b._coef * 10 ** -shift)
    exponent = ideal - shift
    if rest:
        quotient += quotient % 5 == 0  # so that it does not look exact or half way
    else:
        while exponent < ideal and quotient % 10 == 0:
            quotient //= 10
            exponent += 1
    return _make(sign, quotient, exponent)._fix(context)


def _divide_integral(a, b, context):
    """(quotient, remainder) of finite numbers, b not 0; NaNs if the quotient is too long."""
    sign = a._sign ^ b._sign
    ideal = a._exp if b._special or a._exp < b._exp else b._exp
    gap = a._adjusted() - b._adjusted() if not b._special else -2
    if not a._coef or b._special or gap <= -2:
        return _make(sign, 0, 0), a._rescale(ideal, context.rounding)
    if gap <= context.prec:
        x = a._coef * 10 ** (a._exp - b._exp) if a._exp >= b._exp else a._coef
        y = b._coef if a._exp >= b._exp else b._coef * 10 ** (b._exp - a._exp)
        quotient, rest = divmod(x, y)
        if quotient < 10 ** context.prec:
            return _make(sign, quotient, 0), _make(a._sign, rest, ideal)
    nan = context.meet(DivisionImpossible, _NAN)
    return nan, nan


def _integral(a, b, context):
    """What //, % and divmod() begin with: a result for special operands, or None."""
    nan = a._check_nans(context, b) if a._special or b._special else None
    if nan is not None:
        return nan, nan
    if a._special:
        sign = a._sign ^ b._sign
        nan = context.meet(InvalidOperation, _NAN)
        return (nan if b._special else _make(sign, 0, 0, "F")), nan
    if not b._special and not b._coef:
        if not a._coef:
            nan = context.meet(DivisionUndefined, _NAN)
            return nan, nan
        return None
    return _divide_integral(a, b, context)


def _floor_divide(a, b, context):
    if a._special == "F" and not b._special:
        return _make(a._sign ^ b._sign, 0, 0, "F")
    result = _integral(a, b, context)
    if result is None:
        return context.meet(DivisionByZero, _make(a._sign ^ b._sign, 0, 0, "F"))
    return result[0]._fix(context)


def _remainder(a, b, context):
    result = _integral(a, b, context)
    return context.meet(InvalidOperation, _NAN) if result is None else result[1]._fix(context)


def _divmod(a, b, context):
    result = _integral(a, b, context)
    if result is None:
        context.meet_all(InvalidOperation, DivisionByZero)
        return _make(a._sign ^ b._sign, 0, 0, "F"), _NAN
    return result[0]._fix(context), result[1]._fix(context)


__add__, __radd__ = _operator("+", _add)
__sub__, __rsub__ = _operator("-", _subtract)
__mul__, __rmul__ = _operator("*", _multiply)
__truediv__, __rtruediv__ = _operator("/", _divide)
__floordiv__, __rfloordiv__ = _operator("//", _floor_divide)
__mod__, __rmod__ = _operator("%", _remainder)
__divmod__, __rdivmod__ = _operator("divmod()", _divmod)


def remainder_near(self, other, context=None):
    """What is left after taking away the nearest multiple of other."""
    other = self._operand(other)
    context = context or getcontext()
    nan = self._check_nans(context, other) if self._special or other._special else None
    if nan is not None:
        return nan
    if self._special or not other:
        return context.meet(InvalidOperation if self else DivisionUndefined, _NAN)
    if other._special:
        return self._fix(context)
    exponent = self._exp if self._exp < other._exp else other._exp
    distance = self._adjusted() - other._adjusted()
    if not self._coef or distance <= -2:  # less than a tenth: the nearest multiple is 0
        return self._rescale(exponent, ROUND_HALF_EVEN)._fix(context)
    if distance > context.prec:
        return context.meet(DivisionImpossible, _NAN)
    x, y = self._coef * 10 ** (self._exp - exponent), other._coef * 10 ** (other._exp - exponent)
    quotient, rest = divmod(x, y)
    sign = self._sign
    if 2 * rest > y or 2 * rest == y and quotient & 1:
        rest -= y
        quotient += 1
    if quotient >= 10 ** context.prec:
        return context.meet(DivisionImpossible, _NAN)
    return _make(1 - sign if rest < 0 else sign, abs(rest), exponent)._fix(context)


def fma(self, other, third, context=None):
    """self * other + third, rounded once."""
    other, third = self._operand(other), self._operand(third)
    context = context or getcontext()
    if self._special or other._special:
        product = _multiply(self, other, context)
    else:
        product = _make(self._sign ^ other._sign, self._coef * other._coef, self._exp + other._exp)
    return _add(product, third, context)


# --- exponents and neighbours ------------------------------------------------------------------------

def scaleb(self, other, context=None):
    """self * 10**other"""
    other = self._operand(other)
    context = context or getcontext()
    nan = self._check_nans(context, other) if self._special or other._special else None
    if nan is not None:
        return nan
    limit = 2 * (context.Emax + context.prec)
    if other._special or other._exp != 0 or not -limit <= int(other) <= limit:
        return context.meet(InvalidOperation, _NAN)
    if self._special:
        return self
    return _make(self._sign, self._coef, self._exp + int(other))._fix(context)


def logb(self, context=None):
    """The exponent of the first digit as a Decimal."""
    context = context or getcontext()
    nan = self._check_nans(context) if self._special else None
    if nan is not None:
        return nan
    if self._special:
        return _make(0, 0, 0, "F")
    if not self._coef:
        return context.meet(DivisionByZero, _make(1, 0, 0, "F"))
    return Decimal(self._adjusted())._fix(context)


def _neighbour(self, context, upward):
    context = context or getcontext()
    nan = self._check_nans(context) if self._special else None
    if nan is not None:
        return nan
    if self._special:
        if self._sign != upward:
            return self
        return _make(self._sign, 10 ** context.prec - 1, context.Etop())
    quiet = context.copy()
    quiet.clear_traps()
    quiet.rounding = ROUND_CEILING if upward else ROUND_FLOOR
    rounded = self._fix(quiet)
    if rounded != self:
        return rounded
    return _add(self, _make(1 - upward, 1, context.Etiny() - 1), quiet)


def next_plus(self, context=None):
    """The next larger number that the context can hold."""
    return _neighbour(self, context, 1)


def next_minus(self, context=None):
    """The next smaller one."""
    return _neighbour(self, context, 0)


def next_toward(self, other, context=None):
    """The next one in the direction of other."""
    other = self._operand(other)
    context = context or getcontext()
    nan = self._check_nans(context, other) if self._special or other._special else None
    if nan is not None:
        return nan
    order = _order(self, other)
    if order == 0:
        return self.copy_sign(other)
    made = _neighbour(self, context, int(order < 0))
    if made._special:
        for condition in (Overflow, Inexact, Rounded):
            context.meet(condition)
    elif not made._coef or made._adjusted() < context.Emin:
        for condition in (Underflow, Subnormal, Inexact, Rounded):
            context.meet(condition)
    return made


# --- roots, powers, logarithms -----------------------------------------------------------------------

def sqrt(self, context=None):
    """The square root."""
    context = context or getcontext()
    nan = self._check_nans(context) if self._special else None
    if nan is not None:
        return nan
    if self._special and not self._sign:
        return self
    if not self:
        return _make(self._sign, 0, self._exp >> 1)._fix(context)
    if self._sign:
        return context.meet(InvalidOperation, _NAN)
    prec = context.prec + 1
    exponent, coefficient = self._exp >> 1, self._coef
    length = _length(coefficient)
    if self._exp & 1:
        coefficient *= 10
        half = (length >> 1) + 1
    else:
        half = length + 1 >> 1
    shift = prec - half
    if shift >= 0:
        coefficient, is_exact = coefficient * 100 ** shift, True
    else:
        coefficient, rest = divmod(coefficient, 100 ** -shift)
        is_exact = not rest
    exponent -= shift
    root = _math.isqrt(coefficient)
    if is_exact and root * root == coefficient:
        root = root // 10 ** shift if shift >= 0 else root * 10 ** -shift
        exponent += shift
    else:
        root += root % 5 == 0
    return _round_half_even(_make(0, root, exponent), context)


def _round_half_even(number, context):
    """_fix() to the nearest, whatever the context says."""
    saved = context.rounding
    context.rounding = ROUND_HALF_EVEN
    try:
        return number._fix(context)
    finally:
        context.rounding = saved


def exp(self, context=None):
    """e ** self"""
    context = context or getcontext()
    nan = self._check_nans(context) if self._special else None
    if nan is not None:
        return nan
    if self._special:
        return _make(0, 0, 0) if self._sign else self
    if not self._coef:
        return Decimal(1)
    adjusted = self._adjusted()
    if not self._sign and adjusted > _length((context.Emax + 1) * 3):
        return _round_half_even(_make(0, 1, context.Emax + 1), context)
    if self._sign and adjusted > _length((-context.Etiny() + 1) * 3):
        return _round_half_even(_make(0, 1, context.Etiny() - 1), context)
    if adjusted < -context.prec - 1:
        nines = 10 ** (context.prec + 2)
        return _round_half_even(_make(0, nines - 1 if self._sign else nines + 1, -context.prec - 2), context)
    value, exponent = _decimal_math.exp(self._sign, self._coef, self._exp, context.prec)
    return _round_half_even(_make(0, value, exponent), context)


def _logarithm(self, context, function, exact):
    context = context or getcontext()
    nan = self._check_nans(context) if self._special else None
    if nan is not None:
        return nan
    if not self:
        return _make(1, 0, 0, "F")
    if self._special and not self._sign:
        return self
    if self._sign:
        return context.meet(InvalidOperation, _NAN)
    known = exact(self)
    if known is not None:
        return Decimal(known)._fix(context)
    value, exponent = function(self._coef, self._exp, context.prec)
    return _round_half_even(_make(int(value < 0), abs(value), exponent), context)


def ln(self, context=None):
    """The natural logarithm."""
    return _logarithm(self, context, _decimal_math.ln, lambda x: 0 if _order(x, Decimal(1)) == 0 else None)


def log10(self, context=None):
    """The logarithm to the base 10."""
    def exact(x):
        adjusted = x._adjusted()
        return adjusted if x._coef == 10 ** (adjusted - x._exp if adjusted > x._exp else 0) else None
    return _logarithm(self, context, _decimal_math.log10, exact)


def __pow__(self, other, modulo=None, context=None):
    context = context or getcontext()
    other = _convert(other)
    if other is NotImplemented:
        return other
    if modulo is not None:
        modulo = _convert(modulo)
        return modulo if modulo is NotImplemented else _power_modulo(self, other, modulo, context)
    nan = self._check_nans(context, other) if self._special or other._special else None
    if nan is not None:
        return nan
    if not other:
        return context.meet(InvalidOperation, _NAN) if not self else Decimal(1)
    is_integer = not other._special and (other._exp >= 0 or other._coef % 10 ** -other._exp == 0)
    sign = int(self._sign and is_integer and int(other) % 2 == 1)
    if self._sign and not is_integer and self:
        return context.meet(InvalidOperation, _NAN)
    if not self:
        return _make(sign, 0, 0, "F") if other._sign else _make(sign, 0, 0)
    if self._special:
        return _make(sign, 0, 0) if other._sign else _make(sign, 0, 0, "F")
    order = _order(self.copy_abs(), Decimal(1))
    if other._special:
        if order == 0:
            made = _make(0, 10 ** (context.prec - 1), 1 - context.prec)
            context.meet(Inexact)
            context.meet(Rounded)
            return made
        return _make(0, 0, 0) if (order > 0) == bool(other._sign) else _make(0, 0, 0, "F")
    if is_integer:
        return _power_integer(self, int(other), sign, order, context)
    if order == 0:
        context.meet(Inexact)
        context.meet(Rounded)
        return _make(0, 10 ** (context.prec - 1), 1 - context.prec)
    return _power_real(self, other, sign, context)


def _power_integer(self, n, sign, order, context):
    """self ** n: exactly if that has not too many digits."""
    if abs(n) * _length(self._coef) <= 20 * context.prec + 20000 or order == 0 and self._coef == 1:
        value = _make(sign, self._coef ** abs(n), self._exp * abs(n))
        return value._fix(context) if n > 0 else _divide(Decimal(1), value, context)
    return _power_real(self, Decimal(n), sign, context)


def _power_real(self, other, sign, context):
    # The size of the result tells of overflow before anything long is computed.
    size = self._adjusted() if self._adjusted() else (_order(self.copy_abs(), Decimal(1)) > 0) - 0.5
    bound = _length(context.Emax + 1 if (size > 0) != bool(other._sign) else -context.Etiny() + 1)
    if other._adjusted() > bound + 4 + _length(self._coef):
        huge = (size > 0) != bool(other._sign)
        return _round_half_even(_make(sign, 1, context.Emax + 1 if huge else context.Etiny() - 1), context)
    value, exponent = _decimal_math.power(self._coef, self._exp, other._sign, other._coef, other._exp, context.prec)
    result = _make(sign, value, exponent)._fix(context)
    context.meet(Inexact)
    return result


def _power_modulo(a, b, modulo, context):
    for number in (a, b, modulo):
        if number._special:
            return context.meet(InvalidOperation, _NAN)
    if not all(number._exp >= 0 or number._coef % 10 ** -number._exp == 0 for number in (a, b, modulo)) \
            or b._sign and b or not modulo or modulo._adjusted() >= context.prec or not a and not b:
        return context.meet(InvalidOperation, _NAN)
    sign = a._sign if int(b) % 2 else 0
    result = pow(abs(int(a)), int(b), abs(int(modulo)))
    return _make(sign, result, 0)._fix(context)


def __rpow__(self, other, modulo=None, context=None):
    other = _convert(other)
    return other if other is NotImplemented else __pow__(other, self, modulo, context)


def add_methods(cls):
    """Puts the operations into Decimal: every function here but the helpers, which begin with one _."""
    for name, value in list(globals().items()):
        is_helper = name.startswith("_") and not name.startswith("__")
        if callable(value) and getattr(value, "__module__", None) == __name__ and not is_helper:
            setattr(cls, name, value)
    del cls.add_methods
    cls.max, cls.min = _max, _min
