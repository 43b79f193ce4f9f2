print(b"abc".decode(), b"\xe4\xb8\xad".decode("utf-8"), b"\xe9".decode("latin-1"), b"a\xffb".decode("utf-8", "replace"), b"a\xff".decode(errors="ignore"))
# expect: abc 中 é a�b a
print(str(b"abc", "utf-8"), repr(b"abc".decode("ascii")))  # expect: abc 'abc'
try:
    b"\x80".decode("ascii")
except UnicodeDecodeError as error:
    print(error, error.start, error.end, error.encoding, error.reason)
    # expect: 'ascii' codec can't decode byte 0x80 in position 0: ordinal not in range(128) 0 1 ascii ordinal not in range(128)
