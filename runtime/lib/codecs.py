"""Encodings by name, and streams that encode."""

import io

__all__ = ["encode", "decode", "lookup", "getencoder", "getdecoder", "getincrementalencoder",
           "getincrementaldecoder", "open", "iterencode", "iterdecode", "BOM", "BOM_UTF8", "BOM_UTF16",
           "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "CodecInfo"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM = BOM_UTF16 = BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32 = BOM_UTF32_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = b"\x00\x00\xfe\xff"


def _rot13(text):
    lower, upper = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return text.translate(str.maketrans(lower + upper, lower[13:] + lower[:13] + upper[13:] + upper[:13]))


_BYTES = {"hex": (lambda data: bytes(data).hex().encode(), lambda data: bytes.fromhex(bytes(data).decode())),
          "rot13": (_rot13, _rot13)}
_ALIASES = {"hex_codec": "hex", "rot_13": "rot13"}


def _special(encoding):
    name = encoding.lower().replace("-", "_")
    return _BYTES.get(_ALIASES.get(name, name))


def encode(obj, encoding="utf-8", errors="strict"):
    """Encodes an object."""
    special = _special(encoding)
    return special[0](obj) if special else obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    """Decodes an object."""
    special = _special(encoding)
    return special[1](obj) if special else bytes(obj).decode(encoding, errors)


class CodecInfo(tuple):
    """What lookup() gives."""

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, **more):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.encode, self.decode, self.name = encode, decode, name
        self.streamreader, self.streamwriter = streamreader, streamwriter
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        return self

    def __repr__(self):
        return f"<codecs.CodecInfo object for encoding {self.name} at {id(self):#x}>"


_NAMES = {"utf8": "utf-8", "utf_8": "utf-8", "u8": "utf-8", "latin1": "iso8859-1", "latin_1": "iso8859-1",
          "iso_8859_1": "iso8859-1", "iso8859_1": "iso8859-1", "us_ascii": "ascii", "utf16": "utf-16",
          "utf_16": "utf-16", "utf32": "utf-32", "utf_32": "utf-32"}


def lookup(encoding):
    """The functions for an encoding."""
    name = encoding.lower().replace("-", "_")
    if not _special(encoding):
        "".encode(encoding)

    def encoder(text, errors="strict"):
        return encode(text, encoding, errors), len(text)

    def decoder(data, errors="strict"):
        return decode(data, encoding, errors), len(data)

    class Encoder(IncrementalEncoder):
        def encode(self, text, final=False):
            return encode(text, encoding, self.errors)

    class Decoder(BufferedIncrementalDecoder):
        _encoding = encoding
    return CodecInfo(encoder, decoder, None, None, Encoder, Decoder, _NAMES.get(name, name.replace("_", "-")))


class IncrementalEncoder:
    """Encodes piece by piece."""

    def __init__(self, errors="strict"):
        self.errors = errors

    def reset(self):
        pass


class BufferedIncrementalDecoder:
    """Decodes piece by piece; keeps the beginning of a character until the rest comes."""

    _encoding = "utf-8"

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = b""

    def decode(self, data, final=False):
        data = self.buffer + bytes(data)
        try:
            text = data.decode(self._encoding, self.errors if final else "strict")
            self.buffer = b""
            return text
        except UnicodeDecodeError as error:
            if final or len(data) - error.start >= 4 or "unexpected end" not in error.reason and \
                    "truncated" not in error.reason:
                self.buffer = b""
                return data.decode(self._encoding, self.errors)
            self.buffer = data[error.start:]
            return data[:error.start].decode(self._encoding, self.errors)

    def reset(self):
        self.buffer = b""


IncrementalDecoder = BufferedIncrementalDecoder


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    return lookup(encoding).incrementalencoder


def getincrementaldecoder(encoding):
    return lookup(encoding).incrementaldecoder


def iterencode(iterator, encoding, errors="strict", **kwargs):
    """Encodes the pieces of an iterator."""
    encoder = getincrementalencoder(encoding)(errors)
    for piece in iterator:
        yield encoder.encode(piece)


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    """Decodes the pieces of an iterator."""
    decoder = getincrementaldecoder(encoding)(errors)
    for piece in iterator:
        text = decoder.decode(piece)
        if text:
            yield text
    text = decoder.decode(b"", True)
    if text:
        yield text


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """A file of text in an encoding."""
    if encoding is None:
        return io.open(filename, mode, buffering)
    return io.open(filename, mode.replace("b", ""), buffering, encoding, errors, newline="")
