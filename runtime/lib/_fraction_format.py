"""How a Fraction is shown by format(): exactly, without going through float.

A specifier is [[fill]align][sign][z][#][0][width][grouping][.precision][type]. Without a type the two
integers are shown; with one of eEfFgG% a decimal number, rounded half to even.
"""


class _Spec:
    """A specifier taken apart; ValueError if it is none."""

    def __init__(self, text):
        self._rest = text
        self.fill, self.align = " ", None
        if len(text) > 1 and text[1] in "<>=^":
            self.fill, self.align, self._rest = text[0], text[1], text[2:]
        else:
            self.align = self._one_of("<>=^")
        sign = self._one_of("-+ ")
        self.plus = "" if sign in (None, "-") else sign
        self.is_never_minus_zero = self._one_of("z") is not None
        self.is_alternate = self._one_of("#") is not None
        self.is_zero_padded = self._rest[:1] == "0" and self._rest[1:2].isdigit()
        if self.is_zero_padded:
            self._rest = self._rest[1:]
        self.width = self._number() or 0
        self.grouping = self._one_of(",_") or ""
        self.precision = None
        if self._one_of("."):
            self.precision = self._number()
            if self.precision is None:
                raise ValueError
        self.type = self._one_of("eEfFgG%")
        only_numbers = self.is_never_minus_zero or self.is_zero_padded or self.precision is not None
        if self._rest or (only_numbers and not self.type) or (self.align and self.is_zero_padded):
            raise ValueError

    def _one_of(self, choices):
        if self._rest[:1] and self._rest[0] in choices:
            char, self._rest = self._rest[0], self._rest[1:]
            return char

    def _number(self):
        """The number that follows, if one does."""
        end = 0
        while self._rest[end:end + 1].isdigit() and self._rest[end].isascii():
            end += 1
        digits, self._rest = self._rest[:end], self._rest[end:]
        if len(digits) > 1 and digits[0] == "0":
            raise ValueError
        return int(digits) if digits else None

    def pad(self, sign, body):
        """Fills up to the width."""
        padding = self.fill * (self.width - len(sign) - len(body))
        if self.align == "<":
            return sign + body + padding
        if self.align == "^":
            half = len(padding) // 2
            return padding[:half] + sign + body + padding[half:]
        return sign + padding + body if self.align == "=" else padding + sign + body

    def group(self, digits):
        """Puts the separator between thousands."""
        if not self.grouping:
            return digits
        first = (len(digits) - 1) % 3 + 1
        return self.grouping.join([digits[:first], *(digits[i:i + 3] for i in range(first, len(digits), 3))])


def format_fraction(value, text):
    """format(value, text)."""
    try:
        spec = _Spec(text)
    except ValueError:
        raise ValueError(f"Invalid format specifier {text!r} for object of type {type(value).__name__!r}") from None
    numerator, denominator = value.numerator, value.denominator
    if not spec.type:
        body = spec.group(str(abs(numerator)))
        if denominator > 1 or spec.is_alternate:
            body += "/" + spec.group(str(denominator))
        return spec.pad("-" if numerator < 0 else spec.plus, body)
    return _decimal(spec, numerator, denominator)


def _decimal(spec, numerator, denominator):
    precision = 6 if spec.precision is None else spec.precision
    size = abs(numerator)
    suffix = ""
    if spec.type in "fF%":
        places = precision
        scaled = _scaled(size, denominator, places + (2 if spec.type == "%" else 0))
        suffix = "%" if spec.type == "%" else ""
    else:
        figures = max(precision, 1) if spec.type in "gG" else precision + 1
        scaled, exponent = _figures(size, denominator, figures)
        last = exponent - figures + 1  # the power of ten that the last figure stands for
        if spec.type in "eE" or last > 0 or exponent < -4:
            places = figures - 1
            suffix = f"{'E' if spec.type in 'EG' else 'e'}{exponent:+03d}"
        else:
            places = -last
    is_negative = numerator < 0 and (scaled > 0 or not spec.is_never_minus_zero or spec.type not in "fF%")
    digits = str(scaled).zfill(places + 1)
    whole, part = digits[:len(digits) - places], digits[len(digits) - places:]
    if spec.type in "gG" and not spec.is_alternate:
        part = part.rstrip("0")
    tail = ("." if part or spec.is_alternate else "") + part + suffix
    sign = "-" if is_negative else spec.plus
    if spec.is_zero_padded:
        room = spec.width - len(sign) - len(tail)
        whole = whole.zfill(3 * room // 4 + 1 if spec.grouping else room)
    return spec.pad(sign, spec.group(whole) + tail)


def _scaled(numerator, denominator, power):
    """numerator / denominator * 10 ** power as the nearest integer, the even one of two."""
    if power >= 0:
        numerator *= 10 ** power
    else:
        denominator *= 10 ** -power
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest > denominator or 2 * rest == denominator and whole % 2)


def _figures(numerator, denominator, figures):
    """The first figures of a number, rounded, as an integer, and the power of ten of the first one."""
    if not numerator:
        return 0, 0
    exponent = len(str(numerator)) - len(str(denominator))
    if (numerator < denominator * 10 ** exponent if exponent >= 0 else numerator * 10 ** -exponent < denominator):
        exponent -= 1
    scaled = _scaled(numerator, denominator, figures - 1 - exponent)
    if len(str(scaled)) > figures:  # rounded up to the next power of ten
        return scaled // 10, exponent + 1
    return scaled, exponent
