# format() of Decimals: the same language as for floats, with exact digits.

import re
from _traceback import hide_module as _hide_module

_hide_module()  # CPython has it in C
_SPEC = re.compile(r"""(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<no_neg_0>z)?(?P<alt>\#)?
                       (?P<zero>0)?(?P<width>(?!0)\d+)?(?P<separator>,)?(?:\.(?P<precision>\d+))?
                       (?P<type>[eEfFgGn%])?\Z""", re.VERBOSE | re.DOTALL)


def format_decimal(number, specifier, context):
    """What format(number, specifier) is."""
    match = _SPEC.match(specifier)
    if match is None:
        raise ValueError("invalid format string")
    spec = match.groupdict()
    if spec["zero"]:
        if spec["align"]:
            if spec["fill"]:
                raise ValueError("invalid format string")
        spec["fill"], spec["align"] = spec["fill"] or "0", spec["align"] or "="
    fill, align = spec["fill"] or " ", spec["align"] or ">"
    width = int(spec["width"] or 0)
    kind = spec["type"]
    precision = None if spec["precision"] is None else int(spec["precision"])
    if number._special:
        text = number.copy_abs()._text(False, context) + ("%" if kind == "%" else "")
        if spec["zero"]:
            align, fill = ">", " "
        return _align(_sign(number._sign, spec["sign"]), text, fill, align, width)
    if kind is None:
        kind = "gG"[context.capitals]
    elif kind == "n":
        kind = "g"
    if precision == 0 and kind in "gG":
        precision = 1
    if kind == "%":
        number = number._with(number._sign, number._coef, number._exp + 2)
    number = _rounded(number, kind, precision, context)
    sign = number._sign
    if spec["no_neg_0"] and sign and not number._coef and kind in "fF%eEgG":
        sign = 0
    whole, fraction, exponent = _parts(number, kind, precision)
    tail = "." + fraction if fraction or spec["alt"] else ""
    if exponent or kind in "eE":
        tail += ("E" if kind in "EG" else "e") + f"{exponent:+}"
    if kind == "%":
        tail += "%"
    start = _sign(sign, spec["sign"])
    least = width - len(tail) - len(start) if spec["zero"] and align == "=" and fill == "0" else 0
    return _align(start, _grouped(whole, spec["separator"], least) + tail, fill, align, width)


def _rounded(number, kind, precision, context):
    """The number with as many digits as will be shown."""
    if precision is not None:
        rounding = context.rounding
        if kind in "eE":
            number = number._round_to(precision + 1, rounding)
        elif kind in "fF%":
            number = number._rescale(-precision, rounding)
        elif len(number._digits()) > precision:
            number = number._round_to(precision, rounding)
    if not number._coef and number._exp > 0 and kind in "fF%":
        number = number._rescale(0, context.rounding)
    return number


def _parts(number, kind, precision):
    """(digits before the point, after it, exponent)"""
    digits = number._digits()
    left = number._exp + len(digits)
    if kind in "eE":
        point = 1 - precision if not number._coef and precision is not None else 1
    elif kind in "fF%":
        point = left
    else:
        point = left if number._exp <= 0 and left > -6 else 1
    if point < 0:
        whole, fraction = "0", "0" * -point + digits
    elif point > len(digits):
        whole, fraction = digits + "0" * (point - len(digits)), ""
    else:
        whole, fraction = digits[:point] or "0", digits[point:]
    return whole, fraction, left - point


def _sign(is_negative, wanted):
    return "-" if is_negative else wanted if wanted in ("+", " ") else ""


def _grouped(whole, separator, least):
    """Digits in groups of three, with zeros in front up to `least` characters."""
    if not separator:
        return whole.zfill(least)
    groups = []
    while True:
        size = min(max(len(whole), least, 1), 3)
        groups.append(whole[-size:].rjust(size, "0"))
        whole = whole[:-size]
        least -= size
        if not whole and least <= 0:
            break
        least -= 1
    return separator.join(reversed(groups))


def _align(sign, body, fill, align, width):
    padding = fill * (width - len(sign) - len(body))
    if align == "<":
        return sign + body + padding
    if align == ">":
        return padding + sign + body
    if align == "=":
        return sign + padding + body
    half = len(padding) // 2
    return padding[:half] + sign + body + padding[half:]
