for action in (
    lambda: bytes([256]),
    lambda: bytes([-1]),
    lambda: bytes("x"),
    lambda: bytes(-1),
    lambda: bytes(["a"]),
    lambda: b"a" + "b",
    lambda: b"a"[5],
    lambda: b"a" < "a",
    lambda: "a" in b"a",
    lambda: 300 in b"a",
    lambda: b",".join(["a"]),
    lambda: b"a".nothing,
    lambda: bytes(1.5),
):
    try:
        action()
    except (TypeError, ValueError, IndexError, AttributeError) as error:
        print(type(error).__name__, error)  # expect: ValueError bytes must be in range(0, 256)
        # expect: ValueError bytes must be in range(0, 256)
        # expect: TypeError string argument without an encoding
        # expect: ValueError negative count
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError can't concat str to bytes
        # expect: IndexError index out of range
        # expect: TypeError '<' not supported between instances of 'bytes' and 'str'
        # expect: TypeError a bytes-like object is required, not 'str'
        # expect: ValueError byte must be in range(0, 256)
        # expect: TypeError sequence item 0: expected a bytes-like object, str found
        # expect: AttributeError 'bytes' object has no attribute 'nothing'
        # expect: TypeError cannot convert 'float' object to bytes
b = b"abc"
try:
    b[0] = 1
except TypeError as error:
    print(error)  # expect: 'bytes' object does not support item assignment
