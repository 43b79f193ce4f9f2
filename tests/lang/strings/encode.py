print("abc".encode(), "é中😀".encode(), "é".encode("latin-1"), "é".encode("utf-8").decode("utf-8"))
# expect: b'abc' b'\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80' b'\xe9' é
print("é?".encode("ascii", "replace"), "aé".encode("ascii", "ignore"), "é".encode("ascii", "backslashreplace"))
# expect: b'??' b'a' b'\\xe9'
for action in (
    lambda: "é".encode("ascii"), lambda: b"\xff\xfe".decode(),
    lambda: b"ab\xe4".decode("utf-8"), lambda: "a".encode("nope"),
):
    try:
        action()
    except (UnicodeError, LookupError) as error:
        print(type(error).__name__, error)
        # expect: UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
        # expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
        # expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xe4 in position 2: unexpected end of data
        # expect: LookupError unknown encoding: nope
