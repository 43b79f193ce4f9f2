b = b"key=value; other=thing; last"
print(b.find(b"="), b.rfind(b"="), b.index(b"o"), b.count(b"="), b.find(b"zz"), b.find(b"e", 5, 9))
# expect: 3 16 11 2 -1 8
print([part.partition(b"=") for part in b.split(b"; ")], b.rsplit(b"; ", 1), b" a  b ".split(), b"a,b,,".split(b","))
# expect: [(b'key', b'=', b'value'), (b'other', b'=', b'thing'), (b'last', b'', b'')] [b'key=value; other=thing', b'last'] [b'a', b'b'] [b'a', b'b', b'', b'']
print(b.replace(b"=", b": "), b.startswith(b"key"), b.endswith(b"last"), b.upper(), b.title()[:9], b[:3].capitalize(), b"Ab".swapcase())
# expect: b'key: value; other: thing; last' True True b'KEY=VALUE; OTHER=THING; LAST' b'Key=Value' b'Key' b'aB'
for action in (
    lambda: b.index(b"zz"), lambda: b.find("x"), lambda: b.split("x"), lambda: b"".join("x"),
    lambda: b.split(b""),
):
    try:
        action()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)  # expect: ValueError subsection not found
        # expect: TypeError argument should be integer or bytes-like object, not 'str'
        # expect: TypeError a bytes-like object is required, not 'str'
        # expect: TypeError sequence item 0: expected a bytes-like object, str found
        # expect: ValueError empty separator
