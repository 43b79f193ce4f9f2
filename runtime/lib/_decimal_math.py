# Exponential, logarithms and powers for decimal, on integers.
#
# A real number x is held as the integer x * 10**places, "in fixed point". exp halves its argument
# until the series is short and squares the result as often; ln looks for the y with exp(y) = x by
# Halley's method. Results are computed with more and more digits until rounding them is safe.

import math
from _traceback import hide_module as _hide_module

_hide_module()  # CPython has it in C


def _divide_round(a, b):
    """a / b to the nearest integer; b > 0."""
    return (2 * a + b) // (2 * b)


def fixed_exp(x, places):
    """exp(x) in fixed point; x at most about 1000."""
    halvings = max(0, x.bit_length() - (10 ** places).bit_length() + 12 + math.isqrt(places))
    guard = len(str(halvings)) + halvings // 3 + 8
    scale = 10 ** (places + guard)
    x = x * 10 ** guard >> halvings
    total = term = scale
    count = 1
    while term:
        term = term * x // (scale * count)
        if term == -1:
            break
        total += term
        count += 1
    for _ in range(halvings):
        total = total * total // scale
    return _divide_round(total, 10 ** guard)


_ln10 = (0, 0)  # (places, ln(10) in fixed point)


def _fixed_ln_small(x, places):
    """ln(x) for x between 0.1 and 10 or so."""
    digits = 14
    y = round(math.log(x / 10 ** places if places < 300 else (x // 10 ** (places - 30)) / 10 ** 30) * 10 ** digits)
    while True:
        done = digits
        digits = min(places + 6, digits * 3 - 4)
        y *= 10 ** (digits - done)
        shift = places - digits
        target = x // 10 ** shift if shift >= 0 else x * 10 ** -shift
        power = fixed_exp(y, digits)
        y += _divide_round(2 * 10 ** digits * (target - power), target + power)
        if done >= (places + 6) // 3 + 4 and digits == places + 6:
            break
    return _divide_round(y, 10 ** 6)


def fixed_ln10(places):
    """ln(10) in fixed point."""
    global _ln10
    known, value = _ln10
    if known < places:
        known = places + 10
        # ln(10) = 3 ln(2) + ln(1.25)
        value = 3 * _fixed_ln_small(2 * 10 ** known, known) + _fixed_ln_small(5 * 10 ** known // 4, known)
        _ln10 = known, value
    return _divide_round(value, 10 ** (known - places))


def fixed_ln(coefficient, exponent, places):
    """ln(coefficient * 10**exponent) in fixed point."""
    length = len(digits_of(coefficient))
    work = places + len(str(abs(exponent) + length)) + 3
    leading = coefficient * 10 ** (work - length + 1) if work >= length - 1 else coefficient // 10 ** (length - 1 - work)
    result = _fixed_ln_small(leading, work) + (exponent + length - 1) * fixed_ln10(work)
    return _divide_round(result, 10 ** (work - places))


def digits_of(number):
    """The digits of an int >= 0, of any length."""
    if number.bit_length() < 13000:
        return str(number)
    places = number.bit_length() * 30103 // 200000
    high, low = divmod(number, 10 ** places)
    return digits_of(high) + digits_of(low).zfill(places)


def int_of(digits):
    """The int with these digits, of any length."""
    if len(digits) < 4000:
        return int(digits)
    half = len(digits) // 2
    return int_of(digits[:-half]) * 10 ** half + int_of(digits[-half:])


def _settle(compute, prec):
    """(coefficient, exponent) from compute(places), whose error is a few units of the last place.

    More places are asked for until the digits behind the prec-th say clearly how to round. If they
    never do, the result is the short number that it is so near to.
    """
    places = prec + 8
    for _ in range(5):
        value, exponent = compute(places)
        extra = len(digits_of(abs(value))) - prec
        if extra > 3:
            rest = value % 10 ** (extra - 1)
            half = 5 * 10 ** (extra - 2)
            if min(rest % half, -rest % half) > 50:
                return value, exponent
        places += 10 + places // 2
    cut = 10 ** (extra - 3)
    return _divide_round(value, cut) * cut, exponent


def exp(sign, coefficient, exponent, prec):
    """(coefficient, exponent) of e**x with some digits more than prec."""
    return power(None, None, sign, coefficient, exponent, prec)


def power(coefficient, exponent, y_sign, y_coefficient, y_exponent, prec):
    """The same for x**y, x > 0, by way of exp(y ln(x)); without a coefficient, x is e."""
    y_length = max(len(digits_of(y_coefficient)) + y_exponent, 0)

    def compute(places):
        work = places + y_length + 8
        logarithm = 10 ** work if coefficient is None else fixed_ln(coefficient, exponent, work)
        product = logarithm * y_coefficient
        product = product * 10 ** y_exponent if y_exponent >= 0 else _divide_round(product, 10 ** -y_exponent)
        # e**product = 10**shift * e**rest
        shift, rest = divmod(-product if y_sign else product, fixed_ln10(work))
        return fixed_exp(_divide_round(rest, 10 ** (work - places)), places), shift - places
    return _settle(compute, prec)


def _lost_near_one(coefficient, exponent):
    """How many digits fewer the logarithm of a number near 1 has before it begins."""
    if exponent + len(digits_of(coefficient)) - 1 not in (0, -1):
        return 0
    one = 10 ** -exponent
    return max(0, len(digits_of(one)) - len(digits_of(abs(coefficient - one))))


def ln(coefficient, exponent, prec):
    """The same for ln(x), x not 1; the coefficient may be negative."""
    lost = _lost_near_one(coefficient, exponent)
    return _settle(lambda places: (fixed_ln(coefficient, exponent, places + lost), -places - lost), prec)


def log10(coefficient, exponent, prec):
    """The same for the logarithm to the base 10."""
    lost = _lost_near_one(coefficient, exponent)

    def compute(places):
        work = places + lost + 8
        return fixed_ln(coefficient, exponent, work) * 10 ** (places + lost) // fixed_ln10(work), -places - lost
    return _settle(compute, prec)
