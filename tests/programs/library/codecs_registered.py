"""Encodings that programs register, error handlers, escapes, transformations, and national encodings."""
import codecs
import io
import warnings


def attempt(action):
    try:
        print(ascii(action()))
    except Exception as error:
        print(f"{type(error).__name__}: {ascii(str(error))}", getattr(error, "__notes__", ""))


# Escapes.
text = "tab\t, \\, \x7f, é, €, 😀\n"
for encoding in ("unicode_escape", "raw-unicode-escape"):
    data = text.encode(encoding)
    print(data, data.decode(encoding) == text)
print(rb"\x41\u00e9\N{EURO SIGN}\101\
\'".decode("unicode_escape"), ascii(rb"\\u0041\u0041\x41".decode("raw_unicode_escape")))
for data in (rb"\x4", rb"ab\u12z", rb"\U00110000", rb"\N{no such name}", rb"\N", b"end\\"):
    attempt(lambda: data.decode("unicode_escape"))
    attempt(lambda: data.decode("unicode_escape", "replace"))
with warnings.catch_warnings(record=True) as given:
    warnings.simplefilter("always")
    attempt(lambda: rb"\W\d".decode("unicode_escape"))
print([str(warning.message) for warning in given])

# Transformations.
print(codecs.encode("Hello, World", "rot13"), codecs.decode("Uryyb", "rot_13"), codecs.encode(b"abc", "hex"),
      codecs.decode("616263", "hex"), codecs.encode(b"abc", "base64"), codecs.decode(codecs.encode(b"abc", "zlib"), "zlib"))
attempt(lambda: "abc".encode("rot13"))
attempt(lambda: b"abc".decode("hex"))
attempt(lambda: codecs.decode(b"zz", "hex"))

# National encodings.
for encoding in ("cp1252", "windows-1252", "cp437", "iso8859-15", "latin9", "koi8-r", "mac_roman", "cp866", "shift_jis",
                 "gb18030"):
    print(encoding, "aé€ж日".encode(encoding, "replace"), ascii(b"a\x80\xe9".decode(encoding, "ignore")),
          codecs.lookup(encoding).name)
for action in (lambda: "日".encode("cp1252"), lambda: b"\x81".decode("cp1252"), lambda: "€".encode("shift_jis"),
               lambda: "日".encode("cp1252", "xmlcharrefreplace"), lambda: "a".encode("no-such"), lambda: b"a".decode("no such")):
    attempt(action)


# Encodings of one's own.
def search(name):
    print("looking for", name)
    if name == "upside_down":
        return codecs.CodecInfo(lambda text, errors="strict": (text[::-1].encode(), len(text)),
                                lambda data, errors="strict": (bytes(data).decode()[::-1], len(data)), name="upside-down")
    if name == "wrong":
        return "wrong"


codecs.register(search)
print("abc".encode("Upside-Down"), b"abc".decode("upside_down"), codecs.lookup("upside-down").name)
for name in ("unheard of", "wrong"):
    attempt(lambda: "abc".encode(name))
codecs.unregister(search)
attempt(lambda: "abc".encode("upside-down"))
attempt(lambda: codecs.register(5))

# Error handlers.
codecs.register_error("marked", lambda error: (f"<{error.start}-{error.end}>", error.end))
print("aéb€".encode("ascii", "marked"), b"a\xffb".decode("utf-8", "marked"), "aé日".encode("cp437", "marked"))
codecs.register_error("bytes", lambda error: (b"\x00\x01", error.end))
codecs.register_error("early", lambda error: ("?", -1))
codecs.register_error("far", lambda error: ("?", 100))
codecs.register_error("none", lambda error: None)
codecs.register_error("same", lambda error: ("é", error.end))
for name in ("bytes", "early", "far", "none", "same", "unknown"):
    attempt(lambda: "xéy".encode("ascii", name))
attempt(lambda: b"x\xffy".decode("ascii", "none"))
error = UnicodeEncodeError("ascii", "aé€", 1, 3, "reason")
for handler in (codecs.ignore_errors, codecs.replace_errors, codecs.xmlcharrefreplace_errors,
                codecs.backslashreplace_errors, codecs.namereplace_errors, codecs.strict_errors):
    attempt(lambda: handler(error))
print(codecs.lookup_error("strict") is codecs.strict_errors, codecs.getreader("cp437")(io.BytesIO(b"\x82")).read())
attempt(lambda: codecs.lookup_error("unknown"))
attempt(lambda: codecs.register_error("x", 5))
