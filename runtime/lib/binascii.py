"""Bytes as text and back: hexadecimal digits, base64; checksums."""

from _traceback import hide_module as _hide_module
from _binascii import a2b_base64 as _decode, b2a_base64 as _encode
from _zlib import crc32

_hide_module()  # CPython has it in C


class Error(ValueError):
    """Text that stands for no bytes."""


class Incomplete(Exception):
    """Data that ends too early."""


Error.__module__ = Incomplete.__module__ = "binascii"


def _ascii(data):
    """The bytes of an ASCII str or of something bytes-like."""
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode()
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError("argument should be bytes, buffer or ASCII string, "
                        f"not '{type(data).__name__}'") from None


def b2a_base64(data, /, *, newline=True):
    """The data in base64, on one line."""
    return _encode(data, newline)


def a2b_base64(data, /, *, strict_mode=False):
    """The bytes that base64 stands for; what is no base64 is skipped, unless in strict mode."""
    return _decode(_ascii(data), strict_mode)


def hexlify(data, sep=None, bytes_per_sep=1):
    """Two hexadecimal digits for each byte, with sep between groups of them."""
    try:
        view = memoryview(data)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
    return (view.hex() if sep is None else view.hex(sep, bytes_per_sep)).encode()


def unhexlify(hexstr, /):
    """The bytes that pairs of hexadecimal digits stand for."""
    text = _ascii(hexstr)
    if len(text) % 2:
        raise Error("Odd-length string")
    if text.translate(None, b" \t\n\r\v\f") != text:
        raise Error("Non-hexadecimal digit found")
    try:
        return bytes.fromhex(text.decode("latin-1"))
    except ValueError:
        raise Error("Non-hexadecimal digit found") from None


b2a_hex = hexlify
a2b_hex = unhexlify


def crc_hqx(data, crc, /):
    """The CRC-CCITT of the data, begun with crc."""
    crc &= 0xFFFF
    for byte in bytes(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc
