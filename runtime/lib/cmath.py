"""Mathematical functions of complex numbers.

The formulas for the inverse functions are Kahan's (Branch cuts for complex elementary functions,
1987): they go through square roots, so that nothing is lost near the cuts.
"""

import math as _math
from math import e, inf, nan, pi, tau

infj, nanj = complex(0.0, inf), complex(0.0, nan)

_LARGE = 8.98846567431158e307 / 2  # beyond it, sums of squares overflow
_LN2 = 0.6931471805599453


def _complex(z):
    """z as a complex number."""
    if type(z) is complex:
        return z
    if isinstance(z, (str, bytes, bytearray)):
        raise TypeError("must be real number, not " + type(z).__name__)
    if hasattr(z, "__complex__") or hasattr(z, "__float__") or hasattr(z, "__index__"):
        return complex(z)
    raise TypeError("must be real number, not " + type(z).__name__)


def _finite(z):
    return _math.isfinite(z.real) and _math.isfinite(z.imag)


def isfinite(z, /):
    """Whether both parts are finite."""
    return _finite(_complex(z))


def isinf(z, /):
    """Whether one part is infinite."""
    z = _complex(z)
    return _math.isinf(z.real) or _math.isinf(z.imag)


def isnan(z, /):
    """Whether one part is not a number."""
    z = _complex(z)
    return _math.isnan(z.real) or _math.isnan(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    """Whether a and b are nearly the same."""
    a, b = _complex(a), _complex(b)
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = abs(a - b)
    return difference <= rel_tol * abs(b) or difference <= rel_tol * abs(a) or difference <= abs_tol


def phase(z, /):
    """The angle from the positive real axis, from -pi to pi."""
    z = _complex(z)
    return _math.atan2(z.imag, z.real)


def polar(z, /):
    """(distance from 0, angle)"""
    z = _complex(z)
    return abs(z), _math.atan2(z.imag, z.real)


def rect(r, phi, /):
    """The number at that distance from 0, in the direction of that angle."""
    r, phi = float(r), float(phi)
    if not (_math.isfinite(r) and _math.isfinite(phi)):
        if _math.isinf(r) and _math.isfinite(phi) and phi != 0.0:
            return complex(_math.copysign(inf, r * _math.cos(phi)), _math.copysign(inf, r * _math.sin(phi)))
        if phi == 0.0:
            return complex(r, 0.0 if _math.isnan(r) else r * 0.0 if _math.isfinite(r) else _math.copysign(0.0, phi))
        if _math.isinf(phi) and r != 0.0 and not _math.isnan(r):
            raise ValueError("math domain error")
        return complex(nan, nan) if r != 0.0 else complex(0.0, 0.0)
    if phi == 0.0:
        return complex(r, r * phi)
    return complex(r * _math.cos(phi), r * _math.sin(phi))


# --- roots, powers, logarithms ---

def sqrt(z, /):
    """The square root in the right half of the plane."""
    z = _complex(z)
    a, b = z.real, z.imag
    if not _finite(z):
        if _math.isinf(b):
            return complex(inf, b)
        if _math.isnan(a):
            return complex(nan, nan)
        if a > 0:
            return complex(inf, nan if _math.isnan(b) else _math.copysign(0.0, b)) if _math.isinf(a) else \
                complex(nan, nan)
        if _math.isinf(a):
            return complex(nan, inf) if _math.isnan(b) else complex(0.0, _math.copysign(inf, b))
        return complex(nan, nan)
    if a == 0.0 and b == 0.0:
        return complex(0.0, b)
    x, y = abs(a), abs(b)
    if x < 2.2250738585072014e-308 and y < 2.2250738585072014e-308 and (x > 0.0 or y > 0.0):
        x = _math.ldexp(x, 53)
        s = _math.ldexp(_math.sqrt(x + _math.hypot(x, _math.ldexp(y, 53))), -27)
    else:
        x /= 8.0
        s = 2.0 * _math.sqrt(x + _math.hypot(x, y / 8.0))
    d = y / (2.0 * s)
    return complex(s, _math.copysign(d, b)) if a >= 0.0 else complex(d, _math.copysign(s, b))


def _overflow(value):
    if isinf(value):
        raise OverflowError("math range error")
    return value


def exp(z, /):
    """e ** z"""
    z = _complex(z)
    a, b = z.real, z.imag
    if not _finite(z):
        if _math.isinf(a) and _math.isfinite(b) and b != 0.0:
            size = inf if a > 0 else 0.0
            return complex(_math.copysign(size, _math.cos(b)), _math.copysign(size, _math.sin(b)))
        if b == 0.0:
            return complex(_math.exp(a), b)
        if _math.isinf(b) and (_math.isfinite(a) or a > 0 and not _math.isnan(a)):
            raise ValueError("math domain error")
        if a == -inf:
            return complex(0.0, 0.0)
        return complex(inf if a == inf else nan, nan)
    if a > 708.3964185322641:
        size = _math.exp(a - 1.0)
        return _overflow(complex(size * _math.cos(b) * e, size * _math.sin(b) * e))
    size = _math.exp(a)
    return complex(size * _math.cos(b), size * _math.sin(b))


def _log(z):
    a, b = z.real, z.imag
    if not _finite(z):
        if isinf(z):
            return complex(inf, _math.atan2(b, a))
        return complex(nan, nan)
    x, y = abs(a), abs(b)
    if x > _LARGE or y > _LARGE:
        size = _math.log(_math.hypot(x / 2.0, y / 2.0)) + _LN2
    elif x < 2.2250738585072014e-308 and y < 2.2250738585072014e-308:
        if not (x > 0.0 or y > 0.0):
            raise ValueError("math domain error")
        size = _math.log(_math.hypot(_math.ldexp(x, 53), _math.ldexp(y, 53))) - 53 * _LN2
    else:
        distance = _math.hypot(x, y)
        if 0.71 <= distance <= 1.73:
            larger, smaller = max(x, y), min(x, y)
            size = _math.log1p((larger - 1) * (larger + 1) + smaller * smaller) / 2.0
        else:
            size = _math.log(distance)
    return complex(size, _math.atan2(b, a))


def log(z, base=None, /):
    """The natural logarithm, or that to a base."""
    result = _log(_complex(z))
    if base is None:
        return result
    divisor = _log(_complex(base))
    if divisor == 0:
        raise ValueError("math domain error")
    return result / divisor


def log10(z, /):
    """The logarithm to the base 10."""
    result = _log(_complex(z))
    return complex(result.real / 2.302585092994046, result.imag / 2.302585092994046)


# --- hyperbolic functions; the others are these with a quarter turn ---

def cosh(z, /):
    """The hyperbolic cosine."""
    z = _complex(z)
    a, b = z.real, z.imag
    if not _finite(z):
        return _special_hyperbolic(a, b, _math.cosh, False)
    if abs(a) > 708.3964185322641:
        shifted = a - _math.copysign(1.0, a)
        return _overflow(complex(_math.cos(b) * _math.cosh(shifted) * e, _math.sin(b) * _math.sinh(shifted) * e))
    return complex(_math.cos(b) * _math.cosh(a), _math.sin(b) * _math.sinh(a))


def sinh(z, /):
    """The hyperbolic sine."""
    z = _complex(z)
    a, b = z.real, z.imag
    if not _finite(z):
        return _special_hyperbolic(a, b, _math.sinh, True)
    if abs(a) > 708.3964185322641:
        shifted = a - _math.copysign(1.0, a)
        return _overflow(complex(_math.cos(b) * _math.sinh(shifted) * e, _math.sin(b) * _math.cosh(shifted) * e))
    return complex(_math.cos(b) * _math.sinh(a), _math.sin(b) * _math.cosh(a))


def _special_hyperbolic(a, b, function, is_odd):
    """cosh and sinh where a part is infinite or not a number."""
    if _math.isinf(b) and not _math.isnan(a):
        raise ValueError("math domain error")
    if _math.isinf(a) and _math.isfinite(b) and b != 0.0:
        first, second = _math.copysign(inf, _math.cos(b)), _math.copysign(inf, _math.sin(b))
        if a > 0:
            return complex(first, second)
        return complex(-first, second) if is_odd else complex(first, -second)
    if b == 0.0:
        if is_odd:
            return complex(a, b)
        return complex(abs(a), 0.0 if _math.isnan(a) else _math.copysign(b, a * _math.copysign(1.0, b)))
    if a == 0.0:
        return complex(a, nan) if is_odd else complex(nan, 0.0)
    return complex(inf if _math.isinf(a) else nan, nan)


def tanh(z, /):
    """The hyperbolic tangent."""
    z = _complex(z)
    a, b = z.real, z.imag
    if not _finite(z):
        if _math.isinf(b) and _math.isfinite(a):
            raise ValueError("math domain error")
        if _math.isinf(a):
            turn = 2.0 * _math.sin(b) * _math.cos(b) if _math.isfinite(b) else 0.0
            return complex(_math.copysign(1.0, a), _math.copysign(0.0, turn))
        return complex(nan, b if b == 0.0 else nan)
    if abs(a) > 708.3964185322641:
        return complex(_math.copysign(1.0, a), 4.0 * _math.sin(b) * _math.cos(b) * _math.exp(-2.0 * abs(a)))
    tx, ty = _math.tanh(a), _math.tan(b)
    cx = 1.0 / _math.cosh(a)
    both = tx * ty
    divisor = 1.0 + both * both
    return complex(tx * (1.0 + ty * ty) / divisor, ty / divisor * cx * cx)


def acosh(z, /):
    """The inverse hyperbolic cosine."""
    z = _complex(z)
    if not _finite(z):
        result = _special_acos(z)
        return complex(abs(result.imag), _math.copysign(result.real, z.imag))
    if abs(z.real) > _LARGE or abs(z.imag) > _LARGE:
        return complex(_math.log(_math.hypot(z.real / 2.0, z.imag / 2.0)) + _LN2 * 2.0,
                       _math.atan2(z.imag, z.real))
    s1, s2 = sqrt(complex(z.real - 1.0, z.imag)), sqrt(complex(z.real + 1.0, z.imag))
    return complex(_math.asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * _math.atan2(s1.imag, s2.real))


def asinh(z, /):
    """The inverse hyperbolic sine."""
    z = _complex(z)
    if not _finite(z):
        if isinf(z):
            if _math.isnan(z.imag):
                return complex(z.real, nan)
            if _math.isnan(z.real):
                return complex(_math.copysign(inf, z.real), nan)
            return complex(_math.copysign(inf, z.real), _math.atan2(z.imag, abs(z.real)))
        return complex(nan, z.imag if z.imag == 0.0 else nan)
    if abs(z.real) > _LARGE or abs(z.imag) > _LARGE:
        size = _math.log(_math.hypot(z.real / 2.0, z.imag / 2.0)) + _LN2 * 2.0
        if z.imag >= 0.0:
            return complex(_math.copysign(size, z.real), _math.atan2(z.imag, abs(z.real)))
        return complex(-_math.copysign(size, -z.real), _math.atan2(z.imag, abs(z.real)))
    s1, s2 = sqrt(complex(1.0 + z.imag, -z.real)), sqrt(complex(1.0 - z.imag, z.real))
    return complex(_math.asinh(s1.real * s2.imag - s2.real * s1.imag),
                   _math.atan2(z.imag, s1.real * s2.real - s1.imag * s2.imag))


def atanh(z, /):
    """The inverse hyperbolic tangent."""
    z = _complex(z)
    a, b = z.real, z.imag
    if not _finite(z):
        if _math.isnan(a):
            return complex(_math.copysign(0.0, a), _math.copysign(pi / 2, b)) if _math.isinf(b) else complex(nan, nan)
        if _math.isnan(b) and _math.isfinite(a) and a != 0.0:
            return complex(nan, nan)
        return complex(_math.copysign(0.0, a), nan if _math.isnan(b) else _math.copysign(pi / 2, b))
    if a < 0.0 or (a == 0.0 and _math.copysign(1.0, a) < 0.0):
        result = atanh(complex(-a, -b))
        return complex(-result.real, -result.imag)
    y = abs(b)
    if a > 9.480751908109176e+153 or y > 9.480751908109176e+153:
        distance = _math.hypot(a / 2.0, b / 2.0)
        return complex(a / 4.0 / distance / distance, -_math.copysign(pi / 2.0, -b))
    if a == 1.0 and y < 1.0547686614863e-154:
        if y == 0.0:
            raise ValueError("math domain error")
        return complex(-_math.log(_math.sqrt(y) / _math.sqrt(_math.hypot(y, 2.0))),
                       _math.copysign(_math.atan2(2.0, -y) / 2, b))
    return complex(_math.log1p(4.0 * a / ((1 - a) * (1 - a) + y * y)) / 4.0,
                   -_math.atan2(-2.0 * b, (1 - a) * (1 + a) - y * y) / 2.0)


# --- trigonometric functions ---

def acos(z, /):
    """The inverse cosine."""
    z = _complex(z)
    if not _finite(z):
        return _special_acos(z)
    if abs(z.real) > _LARGE or abs(z.imag) > _LARGE:
        size = _math.log(_math.hypot(z.real / 2.0, z.imag / 2.0)) + _LN2 * 2.0
        imaginary = -_math.copysign(size, z.imag) if z.real < 0.0 else _math.copysign(size, -z.imag)
        return complex(_math.atan2(abs(z.imag), z.real), imaginary)
    s1, s2 = sqrt(complex(1.0 - z.real, -z.imag)), sqrt(complex(1.0 + z.real, z.imag))
    return complex(2.0 * _math.atan2(s1.real, s2.real), _math.asinh(s2.real * s1.imag - s2.imag * s1.real))


def _special_acos(z):
    a, b = z.real, z.imag
    if _math.isnan(a):
        return complex(nan, -b if _math.isinf(b) else nan)
    if _math.isnan(b):
        return complex(nan, inf) if _math.isinf(a) else complex(pi / 2 if a == 0.0 else nan, nan)
    return complex(_math.atan2(abs(b), a), _math.copysign(inf, -b))


def _turned(function, z):
    """function(iz) / i: how each of these is made of its hyperbolic relative."""
    z = _complex(z)
    result = function(complex(-z.imag, z.real))
    return complex(result.imag, -result.real)


def asin(z, /):
    """The inverse sine: asinh(iz) / i."""
    return _turned(asinh, z)


def atan(z, /):
    """The inverse tangent: atanh(iz) / i."""
    return _turned(atanh, z)


def cos(z, /):
    """The cosine: cosh(iz)."""
    z = _complex(z)
    return cosh(complex(-z.imag, z.real))


def sin(z, /):
    """The sine: sinh(iz) / i."""
    return _turned(sinh, z)


def tan(z, /):
    """The tangent: tanh(iz) / i."""
    return _turned(tanh, z)
