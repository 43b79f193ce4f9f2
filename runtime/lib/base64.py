"""Bytes as text of few characters: base64, base32, base16, base85 and Ascii85 (RFC 4648)."""

import binascii

__all__ = ["encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode",
           "b32hexencode", "b32hexdecode", "b16encode", "b16decode", "b85encode", "b85decode", "a85encode",
           "a85decode", "z85encode", "z85decode", "standard_b64encode", "standard_b64decode",
           "urlsafe_b64encode", "urlsafe_b64decode"]

_LINE = 76  # characters in a line of MIME base64


def _to_bytes(s):
    """The bytes of an ASCII str or of something bytes-like."""
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if isinstance(s, (bytes, bytearray)):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError("argument should be a bytes-like object or ASCII "
                        f"string, not {s.__class__.__name__!r}") from None


# --- base64 ------------------------------------------------------------------------------------

def b64encode(s, altchars=None):
    """s in base64; altchars are two bytes instead of + and /."""
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    """What base64 stands for. Other characters are skipped, or an error with validate."""
    s = _to_bytes(s)
    if altchars is not None:
        altchars = _to_bytes(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    """s in base64."""
    return b64encode(s)


def standard_b64decode(s):
    """What base64 stands for."""
    return b64decode(s)


def urlsafe_b64encode(s):
    """s in base64 with - and _ instead of + and /."""
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    """What base64 with - and _ stands for."""
    return b64decode(_to_bytes(s).translate(bytes.maketrans(b"-_", b"+/")))


def _need_bytes(s):
    try:
        view = memoryview(s)
    except TypeError:
        raise TypeError(f"expected bytes-like object, not {s.__class__.__name__}") from None
    if view.format not in ("c", "b", "B"):
        raise TypeError(f"expected single byte elements, not {view.format!r} from {s.__class__.__name__}")
    return bytes(s)


def encodebytes(s):
    """s in base64, in lines of 76 characters."""
    s = _need_bytes(s)
    step = _LINE // 4 * 3
    return b"".join(binascii.b2a_base64(s[start:start + step]) for start in range(0, len(s), step))


def decodebytes(s):
    """What lines of base64 stand for."""
    return binascii.a2b_base64(_need_bytes(s))


def encode(input, output):
    """Writes a binary file to another in base64."""
    output.write(encodebytes(input.read()))


def decode(input, output):
    """Writes to a binary file what another one has in base64."""
    for line in input:
        output.write(binascii.a2b_base64(line))


# --- base32: five bytes are eight characters ----------------------------------------------------

_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_B32_HEX = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"
_B32_PADDING = {0: 0, 1: 6, 2: 4, 3: 3, 4: 1}  # bytes in the last group -> "=" after it


def _b32encode(alphabet, s):
    s = bytes(memoryview(s))
    rest = len(s) % 5
    s += bytes(-len(s) % 5)
    encoded = bytearray()
    for start in range(0, len(s), 5):
        group = int.from_bytes(s[start:start + 5])
        encoded += bytes(alphabet[group >> shift & 31] for shift in range(35, -5, -5))
    padding = _B32_PADDING[rest]
    if padding:
        encoded[-padding:] = b"=" * padding
    return bytes(encoded)


def _b32decode(alphabet, s, casefold, map01):
    s = _to_bytes(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _to_bytes(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    length = len(s)
    s = s.rstrip(b"=")
    padding = length - len(s)
    decoded = bytearray()
    for start in range(0, len(s), 8):
        group = 0
        part = s[start:start + 8]
        for letter in part:
            value = alphabet.find(letter)
            if value < 0:
                raise binascii.Error("Non-base32 digit found")
            group = group << 5 | value
        decoded += (group << 5 * (8 - len(part))).to_bytes(5)
    if padding not in _B32_PADDING.values():
        raise binascii.Error("Incorrect padding")
    missing = {0: 0, 6: 4, 4: 3, 3: 2, 1: 1}[padding]
    return bytes(decoded[:len(decoded) - missing]) if decoded else b""


def b32encode(s):
    """s in base32."""
    return _b32encode(_B32, s)


def b32decode(s, casefold=False, map01=None):
    """What base32 stands for; map01 is the letter that 1 is taken for, 0 being O then."""
    return _b32decode(_B32, s, casefold, map01)


def b32hexencode(s):
    """s in base32 with the digits 0-9 and A-V."""
    return _b32encode(_B32_HEX, s)


def b32hexdecode(s, casefold=False):
    """What base32 with the digits 0-9 and A-V stands for."""
    return _b32decode(_B32_HEX, s, casefold, None)


# --- base16 ------------------------------------------------------------------------------------

def b16encode(s):
    """s in capital hexadecimal digits."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """What hexadecimal digits stand for."""
    s = _to_bytes(s)
    if casefold:
        s = s.upper()
    if s.translate(None, b"0123456789ABCDEF"):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


# --- base 85: four bytes are five characters ----------------------------------------------------

_A85 = bytes(range(33, 118))
_B85 = (b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        b"!#$%&()*+-;<=>?@^_`{|}~")
_Z85 = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"


def _encode85(s, alphabet, pad, zeros=None, spaces=None):
    """zeros and spaces are what a group of four of them is written as."""
    if not isinstance(s, (bytes, bytearray)):
        s = memoryview(s).tobytes()
    padding = -len(s) % 4
    s = bytes(s) + bytes(padding)
    groups = []
    for start in range(0, len(s), 4):
        number = int.from_bytes(s[start:start + 4])
        if zeros and number == 0:
            groups.append(zeros)
        elif spaces and number == 0x20202020:
            groups.append(spaces)
        else:
            letters = bytearray()
            for _ in range(5):
                number, digit = divmod(number, 85)
                letters.append(alphabet[digit])
            groups.append(bytes(letters[::-1]))
    if padding and not pad:
        if groups[-1] == zeros:
            groups[-1] = alphabet[:1] * 5
        groups[-1] = groups[-1][:-padding]
    return b"".join(groups)


def _decode85(s, alphabet, name):
    values = {letter: digit for digit, letter in enumerate(alphabet)}
    padding = -len(s) % 5
    s = bytes(s) + alphabet[-1:] * padding
    decoded = []
    for start in range(0, len(s), 5):
        number = 0
        for place, letter in enumerate(s[start:start + 5], start):
            if letter not in values:
                raise ValueError(f"bad {name} character at position {place}")
            number = number * 85 + values[letter]
        if number >= 1 << 32:
            raise ValueError(f"{name} overflow in hunk starting at byte {start}")
        decoded.append(number.to_bytes(4))
    decoded = b"".join(decoded)
    return decoded[:-padding] if padding else decoded


def b85encode(b, pad=False):
    """b in base85."""
    return _encode85(b, _B85, pad)


def b85decode(b):
    """What base85 stands for."""
    return _decode85(_to_bytes(b), _B85, "base85")


def z85encode(s):
    """s in the base85 of ZeroMQ."""
    return _encode85(s, _Z85, False)


def z85decode(s):
    """What the base85 of ZeroMQ stands for."""
    try:
        return _decode85(_to_bytes(s), _Z85, "base85")
    except ValueError as error:
        raise ValueError(error.args[0].replace("base85", "z85")) from None


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """b in Ascii85: foldspaces writes four spaces as y, adobe puts <~ and ~> around it."""
    encoded = _encode85(b, _A85, pad, b"z", b"y" if foldspaces else None)
    if adobe:
        encoded = b"<~" + encoded
    if wrapcol:
        width = max(2 if adobe else 1, wrapcol)
        lines = [encoded[start:start + width] for start in range(0, len(encoded), width)]
        if adobe and len(lines[-1]) + 2 > width:
            lines.append(b"")
        encoded = b"\n".join(lines)
    return encoded + b"~>" if adobe else encoded


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    """What Ascii85 stands for."""
    b = _to_bytes(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError(f"Ascii85 encoded byte sequences must end with {b'~>'!r}")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    decoded, group = [], bytearray()
    padding = 4
    for letter in bytes(b) + b"u" * padding:
        if 33 <= letter <= 117:
            group.append(letter)
            if len(group) == 5:
                number = 0
                for digit in group:
                    number = number * 85 + digit - 33
                if number >= 1 << 32:
                    raise ValueError("Ascii85 overflow")
                decoded.append(number.to_bytes(4))
                group.clear()
        elif letter == 122 or (foldspaces and letter == 121):
            if group:
                raise ValueError(f"{chr(letter)} inside Ascii85 5-tuple")
            decoded.append(b"\0\0\0\0" if letter == 122 else b"    ")
        elif letter not in ignorechars:
            raise ValueError(f"Non-Ascii85 digit found: {chr(letter)}")
    missing = 4 - len(group)
    decoded = b"".join(decoded)
    return decoded[:-missing] if missing else decoded
