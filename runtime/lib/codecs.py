"""Encodings by name, and streams that encode."""

import io

__all__ = ["register", "unregister", "encode", "decode", "lookup", "getencoder", "getdecoder", "getreader", "getwriter",
           "getincrementalencoder", "getincrementaldecoder", "register_error", "lookup_error", "strict_errors",
           "ignore_errors", "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors",
           "namereplace_errors", "Codec", "StreamReader", "StreamWriter", "IncrementalEncoder",
           "IncrementalDecoder", "BufferedIncrementalDecoder", "open", "iterencode", "iterdecode", "BOM", "BOM_UTF8", "BOM_UTF16",
           "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "CodecInfo"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM = BOM_UTF16 = BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32 = BOM_UTF32_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = b"\x00\x00\xfe\xff"


_searchers = []  # of register()
_found = {}      # normalised name -> CodecInfo
_handlers = {}   # of register_error()


def register(search_function):
    """Adds a function that gives the CodecInfo for a name, or None."""
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searchers.append(search_function)


def unregister(search_function):
    """Takes such a function away again, and forgets what was found."""
    if search_function in _searchers:
        _searchers.remove(search_function)
        _found.clear()


def encode(obj, encoding="utf-8", errors="strict"):
    """Encodes an object."""
    if isinstance(obj, str) and _native_name(encoding):
        return obj.encode(encoding, errors)
    return _converted("encoding", lookup(encoding).encode, obj, encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    """Decodes an object."""
    if not isinstance(obj, str) and _native_name(encoding):
        return bytes(obj).decode(encoding, errors)
    return _converted("decoding", lookup(encoding).decode, obj, encoding, errors)


def _converted(doing, function, obj, encoding, errors):
    try:
        result = function(obj, errors)
    except Exception as error:
        error.add_note(f"{doing} with '{encoding}' codec failed")
        raise
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError(f"{doing[:6]}r must return a tuple (object, integer)")
    return result[0]


# What str.encode and bytes.decode call for encodings and error handlers that are not native.

def _encode_text(text, encoding, errors):
    return _text_only("encode", encoding, text, errors, (bytes, bytearray), "bytes")


def _decode_text(data, encoding, errors):
    return _text_only("decode", encoding, data, errors, str, "str")


def _text_only(verb, encoding, obj, errors, wanted, wanted_name):
    info = lookup(encoding)
    if not getattr(info, "_is_text_encoding", True):
        raise LookupError(f"{encoding!r} is not a text encoding; use codecs.{verb}() to handle arbitrary codecs")
    result = _converted(verb[:-1] + "ing", getattr(info, verb), obj, encoding, errors)
    if not isinstance(result, wanted):
        raise TypeError(f"'{encoding}' {verb}r returned '{type(result).__name__}' instead of '{wanted_name}'; "
                        f"use codecs.{verb}() to {verb} to arbitrary types")
    return result


def _encode_handled(text, encoding, errors):
    return encode_pieces(lambda piece: piece.encode(encoding), text, errors)


def _decode_handled(data, encoding, errors):
    return decode_pieces(lambda piece: piece.decode(encoding), data, errors)


def encode_pieces(strict, text, errors):
    """Encodes with a strict function and asks the error handler about what that refuses."""
    handler, pieces, at = None, [], 0
    while True:
        try:
            pieces.append(strict(text[at:]))
            return b"".join(pieces)
        except UnicodeEncodeError as error:
            handler = handler or lookup_error(errors)
            start, whole = at + error.start, UnicodeEncodeError(error.encoding, text, at + error.start,
                                                                at + error.end, error.reason)
            replacement, position = _ask(handler, whole, (str, bytes), "encoding error handler must return "
                                         "(str/bytes, int) tuple")
            pieces.append(strict(text[at:start]))
            if isinstance(replacement, str):
                try:
                    replacement = strict(replacement)
                except UnicodeEncodeError:
                    raise whole from None
            pieces.append(replacement)
            at = _position(position, len(text))


def decode_pieces(strict, data, errors):
    """Decodes with a strict function and asks the error handler about what that refuses."""
    handler, pieces, at = None, [], 0
    while True:
        try:
            pieces.append(strict(data[at:]))
            return "".join(pieces)
        except UnicodeDecodeError as error:
            handler = handler or lookup_error(errors)
            start, whole = at + error.start, UnicodeDecodeError(error.encoding, data, at + error.start,
                                                                at + error.end, error.reason)
            replacement, position = _ask(handler, whole, str, "decoding error handler must return (str, int) tuple")
            pieces.append(strict(data[at:start]))
            pieces.append(replacement)
            at = _position(position, len(data))


def _ask(handler, error, wanted, words):
    answer = handler(error)
    if not isinstance(answer, tuple) or len(answer) != 2 or not isinstance(answer[0], wanted) \
            or not isinstance(answer[1], int):
        raise TypeError(words)
    return answer


def _position(position, length):
    place = position + length if position < 0 else position
    if not 0 <= place <= length:
        raise IndexError(f"position {position} from error handler out of bounds")
    return place


# Error handlers: called with the exception, they give what to put there and where to go on.

def register_error(errors, handler):
    """Names an error handler."""
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def lookup_error(errors):
    """The error handler of that name."""
    try:
        return _handlers[errors]
    except KeyError:
        raise LookupError(f"unknown error handler name '{errors}'") from None


def _refuse(error):
    raise TypeError(f"don't know how to handle {type(error).__name__} in error callback")


def strict_errors(error):
    """Raises what it is given."""
    raise error if isinstance(error, Exception) else TypeError("codec must pass exception instance")


def ignore_errors(error):
    """Leaves out what cannot be converted."""
    return ("", error.end) if isinstance(error, UnicodeError) else _refuse(error)


def replace_errors(error):
    """Puts a question mark or U+FFFD."""
    if isinstance(error, UnicodeEncodeError):
        return "?" * (error.end - error.start), error.end
    if isinstance(error, UnicodeDecodeError):
        return "\ufffd", error.end
    if isinstance(error, UnicodeTranslateError):
        return "\ufffd" * (error.end - error.start), error.end
    return _refuse(error)


def _each(error, form):
    if not isinstance(error, UnicodeEncodeError):
        return _refuse(error)
    return "".join(map(form, error.object[error.start:error.end])), error.end


def xmlcharrefreplace_errors(error):
    """Writes characters as XML references."""
    return _each(error, lambda char: f"&#{ord(char)};")


def _escape(char):
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def backslashreplace_errors(error):
    """Writes characters or bytes as escapes."""
    if isinstance(error, UnicodeDecodeError):
        return "".join(f"\\x{byte:02x}" for byte in error.object[error.start:error.end]), error.end
    return _each(error, _escape)


def namereplace_errors(error):
    """Writes characters by their names."""
    import unicodedata

    def form(char):
        name = unicodedata.name(char, None)
        return f"\\N{{{name}}}" if name else _escape(char)
    return _each(error, form)


def _surrogateescape(error):
    if isinstance(error, UnicodeDecodeError):
        piece = error.object[error.start:error.end]
        if any(byte < 0x80 for byte in piece[:1]):
            raise error
        return "".join(chr(0xDC00 + byte) for byte in piece if byte >= 0x80), error.end
    if not isinstance(error, UnicodeEncodeError):
        return _refuse(error)
    piece = error.object[error.start:error.end]
    if not all(0xDC80 <= ord(char) <= 0xDCFF for char in piece):
        raise error
    return bytes(ord(char) - 0xDC00 for char in piece), error.end


def _surrogatepass(error):
    if isinstance(error, UnicodeEncodeError):
        return error.object[error.start:error.end].encode(error.encoding, "surrogatepass"), error.end
    raise error


for _name, _handler in (("strict", strict_errors), ("ignore", ignore_errors), ("replace", replace_errors),
                        ("xmlcharrefreplace", xmlcharrefreplace_errors),
                        ("backslashreplace", backslashreplace_errors), ("namereplace", namereplace_errors),
                        ("surrogateescape", _surrogateescape), ("surrogatepass", _surrogatepass)):
    _handlers[_name] = _handler


class CodecInfo(tuple):
    """What lookup() gives."""

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.encode, self.decode, self.name = encode, decode, name
        self.streamreader, self.streamwriter = streamreader, streamwriter
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        return f"<codecs.CodecInfo object for encoding {self.name} at {id(self):#x}>"


# The names of the encodings that are native, by the forms in which they are found.
_NATIVE = {"utf8": "utf-8", "utf_8": "utf-8", "u8": "utf-8", "utf": "utf-8", "cp65001": "utf-8",
           "utf_8_sig": "utf-8-sig", "ascii": "ascii", "us_ascii": "ascii", "646": "ascii", "cp367": "ascii",
           "latin1": "iso8859-1", "latin_1": "iso8859-1", "latin": "iso8859-1", "l1": "iso8859-1",
           "iso_8859_1": "iso8859-1", "iso8859_1": "iso8859-1", "iso8859": "iso8859-1", "8859": "iso8859-1",
           "cp819": "iso8859-1", "utf16": "utf-16", "utf_16": "utf-16", "u16": "utf-16",
           "utf_16_le": "utf-16-le", "utf_16le": "utf-16-le", "utf_16_be": "utf-16-be", "utf_16be": "utf-16-be",
           "utf32": "utf-32", "utf_32": "utf-32", "u32": "utf-32", "utf_32_le": "utf-32-le",
           "utf_32le": "utf-32-le", "utf_32_be": "utf-32-be", "utf_32be": "utf-32-be"}


def _normal(encoding):
    return "_".join("".join(char if char.isalnum() or char == "." else " " for char in encoding.lower()).split())


def _native_name(encoding):
    return _NATIVE.get(_normal(encoding))


def make_info(encoder, decoder, name, is_text=True):
    """The CodecInfo of functions (obj, errors) -> obj."""
    def encode_all(obj, errors="strict"):
        return encoder(obj, errors), len(obj)

    def decode_all(obj, errors="strict"):
        return decoder(obj, errors), len(obj)

    class Encoder(IncrementalEncoder):
        def encode(self, obj, final=False):
            return encoder(obj, self.errors)

    class Decoder(BufferedIncrementalDecoder):
        def _decode(self, data, errors):
            return decoder(data, errors)

    class Writer(StreamWriter):
        encode = staticmethod(encode_all)

    class Reader(StreamReader):
        decode = staticmethod(decode_all)
    return CodecInfo(encode_all, decode_all, Reader, Writer, Encoder, Decoder, name, _is_text_encoding=is_text)


def lookup(encoding):
    """The functions for an encoding."""
    name = _normal(encoding)
    info = _found.get(name)
    if info is not None:
        return info
    native = _NATIVE.get(name)
    if native:
        info = make_info(lambda text, errors: text.encode(native, errors),
                         lambda data, errors: bytes(data).decode(native, errors), native)
    else:
        import _codec_tables
        info = _codec_tables.find(name)
    for search in _searchers if info is None else ():
        info = search(encoding.lower().replace(" ", "_").replace("-", "_"))
        if info is not None:
            if not isinstance(info, tuple) or len(info) != 4:
                raise TypeError("codec search functions must return 4-tuples")
            if not isinstance(info, CodecInfo):
                info = CodecInfo(*info, name=encoding)
            break
    if info is None:
        raise LookupError(f"unknown encoding: {encoding}")
    _found[name] = info
    return info


class StreamWriter:
    """Encodes what is written to a stream of bytes."""

    def __init__(self, stream, errors="strict"):
        self.stream, self.errors = stream, errors

    def write(self, obj):
        self.stream.write(self.encode(obj, self.errors)[0])

    def writelines(self, lines):
        self.write("".join(lines))

    def reset(self):
        pass

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stream.close()


class StreamReader:
    """Decodes what is read from a stream of bytes."""

    def __init__(self, stream, errors="strict"):
        self.stream, self.errors = stream, errors
        self._lines = None

    def read(self, size=-1, chars=-1, firstline=False):
        text = self.decode(self.stream.read(), self.errors)[0]
        return text

    def readline(self, size=None, keepends=True):
        if self._lines is None:
            self._lines = iter(self.read().splitlines(True))
        line = next(self._lines, "")
        return line if keepends else line.rstrip("\r\n")

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def __iter__(self):
        return iter(self.readline, "")

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stream.close()


class Codec:
    """What the codecs of CPython derive from."""

    def encode(self, input, errors="strict"):
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes piece by piece."""

    def __init__(self, errors="strict"):
        self.errors = errors

    def reset(self):
        pass


class BufferedIncrementalDecoder:
    """Decodes piece by piece; keeps the beginning of a character until the rest comes."""

    def _decode(self, data, errors):
        return data.decode("utf-8", errors)

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = b""

    def decode(self, data, final=False):
        data = self.buffer + bytes(data)
        try:
            text = self._decode(data, self.errors if final else "strict")
            self.buffer = b""
            return text
        except UnicodeDecodeError as error:
            if final or len(data) - error.start >= 4 or "unexpected end" not in error.reason and \
                    "truncated" not in error.reason:
                self.buffer = b""
                return self._decode(data, self.errors)
            self.buffer = data[error.start:]
            return self._decode(data[:error.start], self.errors)

    def reset(self):
        self.buffer = b""


IncrementalDecoder = BufferedIncrementalDecoder


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


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
