"""Encodings that are not native: escapes, transformations of bytes, and the tables of the C library.

find(name) gives the CodecInfo for a name with "_" between its words.
"""

import _iconv
from codecs import decode_pieces, encode_pieces, make_info

# --- escapes, as in source text ---

_SIMPLE = {"\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
           "\n": ""}
_WIDTHS = {"x": 2, "u": 4, "U": 8}
_HEX = "0123456789abcdefABCDEF"


class _Failure(Exception):
    """(end, reason): what stands before `end` is no escape."""


def _escaped_number(text, at):
    """The character of \\xHH, \\uHHHH or \\UHHHHHHHH whose letter is at `at`, and what follows."""
    width = _WIDTHS[text[at]]
    end = at + 1
    while end < len(text) and end <= at + width and text[end] in _HEX:
        end += 1
    if end != at + 1 + width:
        raise _Failure(end, f"truncated \\{text[at]}{'X' * width} escape")
    number = int(text[at + 1:end], 16)
    if number > 0x10FFFF:
        raise _Failure(end, "illegal Unicode character")
    return chr(number), end


def _escaped_name(text, at):
    import unicodedata
    end = text.find("}", at)
    if text[at + 1:at + 2] != "{" or end < at + 3:
        raise _Failure(len(text) if end < 0 else end + 1, "malformed \\N character escape")
    try:
        return unicodedata.lookup(text[at + 2:end]), end + 1
    except KeyError:
        raise _Failure(end + 1, "unknown Unicode character name") from None


def _escape_at(text, at, warned):
    """What the escape means whose backslash is at `at`, and where it ends."""
    if at + 1 == len(text):
        raise _Failure(at + 1, "\\ at end of string")
    kind = text[at + 1]
    if kind in _SIMPLE:
        return _SIMPLE[kind], at + 2
    if kind in "01234567":
        end = at + 2
        while end < min(len(text), at + 4) and text[end] in "01234567":
            end += 1
        return chr(int(text[at + 1:end], 8)), end
    if kind in _WIDTHS:
        return _escaped_number(text, at + 1)
    if kind == "N":
        return _escaped_name(text, at + 1)
    if not warned:
        import warnings
        warned.append(kind)
        warnings.warn(f"invalid escape sequence '\\{kind}'", DeprecationWarning, stacklevel=2)
    return "\\" + kind, at + 2


def _unescape(data, codec, escape_at):
    text = data.decode("latin-1")
    pieces, at = [], 0
    while (found := text.find("\\", at)) >= 0:
        pieces.append(text[at:found])
        try:
            piece, at = escape_at(text, found)
        except _Failure as failure:
            raise UnicodeDecodeError(codec, data, found, *failure.args) from None
        pieces.append(piece)
    return "".join(pieces) + text[at:]


def _unicode_unescape(data, errors):
    data = data.encode() if isinstance(data, str) else bytes(data)
    warned = []
    return decode_pieces(lambda piece: _unescape(piece, "unicodeescape", lambda text, at: _escape_at(text, at, warned)),
                         data, errors)


def _raw_escape_at(text, at):
    kind = text[at + 1:at + 2]
    return _escaped_number(text, at + 1) if kind in ("u", "U") else ("\\" + kind, at + 1 + len(kind))


def _raw_unescape(data, errors):
    data = data.encode() if isinstance(data, str) else bytes(data)
    return decode_pieces(lambda piece: _unescape(piece, "rawunicodeescape", _raw_escape_at), data, errors)


def _wide(char):
    return f"\\u{ord(char):04x}" if char < "\U00010000" else f"\\U{ord(char):08x}"


def _raw_escape(text, errors):
    return "".join(char if char < "\u0100" else _wide(char) for char in text).encode("latin-1")


_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def _unicode_escape(text, errors):
    return "".join(_ESCAPES.get(char) or (char if " " <= char <= "~" else f"\\x{ord(char):02x}" if char < "\u0100"
                                          else _wide(char)) for char in text).encode("ascii")


# --- transformations of bytes ---

def _rot13(text, errors):
    lower, upper = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return text.translate(str.maketrans(lower + upper, lower[13:] + lower[:13] + upper[13:] + upper[:13]))


def _with(module, function):
    """A function of a module that is imported when it is called."""
    def call(data, errors):
        return getattr(__import__(module), function)(data)
    return call


# Names, encode, decode, whether texts are encoded as bytes.
_WRITTEN = (
    (("unicode-escape", "unicode_escape"), _unicode_escape, _unicode_unescape, True),
    (("raw-unicode-escape", "raw_unicode_escape"), _raw_escape, _raw_unescape, True),
    (("rot-13", "rot13", "rot_13"), _rot13, _rot13, False),
    (("hex", "hex_codec"), _with("binascii", "b2a_hex"), _with("binascii", "a2b_hex"), False),
    (("base64", "base_64", "base64_codec"), _with("base64", "encodebytes"), _with("base64", "decodebytes"), False),
    (("zlib", "zip", "zlib_codec"), _with("zlib", "compress"), _with("zlib", "decompress"), False),
)

# --- tables of the C library ---

# CPython's names of encodings whose characters may have several bytes, with what else they are called.
_MULTIBYTE = {"gbk": "cp936 936 ms936", "gb2312": "euc_cn chinese", "gb18030": "", "big5": "big5_tw csbig5",
              "shift_jis": "sjis shiftjis s_jis csshiftjis", "euc_jp": "eucjp ujis u_jis", "euc_kr": "euckr korean",
              "cp932": "932 ms932 mskanji", "cp949": "949 ms949 uhc", "cp950": "950 ms950", "utf_7": "u7 utf7",
              "iso2022_jp": "iso_2022_jp csiso2022jp"}
_LIBRARY = {"iso2022_jp": "ISO-2022-JP", "cp949": "UHC", "cp950": "BIG5"}  # where the C library says it otherwise
_LATIN = {2: 2, 3: 3, 4: 4, 5: 9, 6: 10, 7: 13, 8: 14, 9: 15, 10: 16}      # latin2 is iso8859-2, latin9 iso8859-15
_MAC = {"mac_roman": "MACINTOSH", "macroman": "MACINTOSH", "macintosh": "MACINTOSH", "mac_cyrillic": "MAC-CYRILLIC"}


def _library_name(name):
    """(CPython's name, the C library's, whether one byte is one character) of a table; None if there is none."""
    for own, others in _MULTIBYTE.items():
        if name == own or name in others.split():
            return own, _LIBRARY.get(own, own.replace("_", "-").upper()), False
    digits = name.translate({ord(char): None for char in "abcdefghijklmnopqrstuvwxyz_"})
    letters = name.rstrip("0123456789").rstrip("_")
    if name in _MAC:
        return name.replace("_", "-"), _MAC[name], True
    if letters in ("cp", "windows", "ibm", "") and digits:
        return "cp" + digits, "CP" + digits, True
    if letters in ("l", "latin", "latin_") and digits.isdigit() and int(digits) in _LATIN:
        name, letters, digits = "iso8859", "iso8859", str(_LATIN[int(digits)])
    if name.startswith(("iso8859", "iso_8859")) and digits[4 * digits.startswith("8859"):]:
        part = digits[4:] if digits.startswith("8859") else digits
        return f"iso8859-{part}", f"ISO-8859-{part}", True
    if name in ("koi8_r", "koi8_u", "koi8_t"):
        return name.replace("_", "-"), name.replace("_", "-").upper(), True
    return None


def _table_codec(own, library, is_charmap):
    codec = "charmap" if is_charmap else own
    undefined = "character maps to <undefined>" if is_charmap else "illegal multibyte sequence"

    def encode_strictly(text):
        source = text.encode("utf-8", "surrogatepass")
        data, used = _iconv.convert(source, "UTF-8", library)
        if used < len(source):
            start = len(source[:used].decode("utf-8", "surrogatepass"))
            raise UnicodeEncodeError(codec, text, start, start + 1, undefined)
        return data

    def decode_strictly(data):
        text, used = _iconv.convert(data, library, "UTF-8")
        if used < len(data):
            is_cut = not is_charmap and used + 1 == len(data)
            raise UnicodeDecodeError(codec, data, used, used + 1, "incomplete multibyte sequence" if is_cut else undefined)
        return text.decode("utf-8")
    encode_strictly("a")
    return make_info(lambda text, errors: encode_pieces(encode_strictly, text, errors),
                     lambda data, errors: decode_pieces(decode_strictly, bytes(data), errors), own)


def find(name):
    """The CodecInfo of the encoding, None if it is not here."""
    for names, encoder, decoder, is_text in _WRITTEN:
        if name in names:
            return make_info(encoder, decoder, names[0], is_text)
    known = _library_name(name)
    try:
        return known and _table_codec(*known)
    except LookupError:
        return None
