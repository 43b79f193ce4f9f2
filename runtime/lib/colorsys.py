"""Colours in other systems than red, green and blue. All numbers are from 0 to 1."""

__all__ = ["rgb_to_yiq", "yiq_to_rgb", "rgb_to_hls", "hls_to_rgb", "rgb_to_hsv", "hsv_to_rgb"]

ONE_THIRD = 1.0 / 3.0
ONE_SIXTH = 1.0 / 6.0
TWO_THIRD = 2.0 / 3.0


def rgb_to_yiq(r, g, b):
    """Brightness and two differences, as in American television."""
    y = 0.30 * r + 0.59 * g + 0.11 * b
    i = 0.74 * (r - y) - 0.27 * (b - y)
    q = 0.48 * (r - y) + 0.41 * (b - y)
    return y, i, q


def yiq_to_rgb(y, i, q):
    """Back from it, cut to 0 .. 1."""
    r = y + 0.9468822170900693 * i + 0.6235565819861433 * q
    g = y - 0.27478764629897834 * i - 0.6356910791873801 * q
    b = y - 1.1085450346420322 * i + 1.7090069284064666 * q
    return tuple(min(max(part, 0.0), 1.0) for part in (r, g, b))


def _hue(r, g, b, largest, span):
    red, green, blue = (largest - r) / span, (largest - g) / span, (largest - b) / span
    if r == largest:
        hue = blue - green
    elif g == largest:
        hue = 2.0 + red - blue
    else:
        hue = 4.0 + green - red
    return hue / 6.0 % 1.0


def rgb_to_hls(r, g, b):
    """Hue, lightness, saturation."""
    largest, smallest = max(r, g, b), min(r, g, b)
    total, span = largest + smallest, largest - smallest
    lightness = total / 2.0
    if smallest == largest:
        return 0.0, lightness, 0.0
    if lightness <= 0.5:
        saturation = span / total
    else:
        saturation = span / (2.0 - largest - smallest)
    return _hue(r, g, b, largest, span), lightness, saturation


def hls_to_rgb(h, l, s):
    """Back from it."""
    if s == 0.0:
        return l, l, l
    m2 = l * (1.0 + s) if l <= 0.5 else l + s - l * s
    m1 = 2.0 * l - m2
    return _value(m1, m2, h + ONE_THIRD), _value(m1, m2, h), _value(m1, m2, h - ONE_THIRD)


def _value(m1, m2, hue):
    hue %= 1.0
    if hue < ONE_SIXTH:
        return m1 + (m2 - m1) * hue * 6.0
    if hue < 0.5:
        return m2
    if hue < TWO_THIRD:
        return m1 + (m2 - m1) * (TWO_THIRD - hue) * 6.0
    return m1


def rgb_to_hsv(r, g, b):
    """Hue, saturation, value."""
    largest, smallest = max(r, g, b), min(r, g, b)
    if smallest == largest:
        return 0.0, 0.0, largest
    span = largest - smallest
    return _hue(r, g, b, largest, span), span / largest, largest


def hsv_to_rgb(h, s, v):
    """Back from it."""
    if s == 0.0:
        return v, v, v
    sector = int(h * 6.0)
    part = h * 6.0 - sector
    p, q, t = v * (1.0 - s), v * (1.0 - s * part), v * (1.0 - s * (1.0 - part))
    return ((v, t, p), (q, v, p), (p, v, t), (p, q, v), (t, p, v), (v, p, q))[sector % 6]
