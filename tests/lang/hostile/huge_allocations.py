for action in (
    lambda: "x" * (1 << 62), lambda: [0] * (1 << 60), lambda: (1,) * (1 << 61),
    lambda: b"x" * (1 << 62), lambda: bytes(1 << 62), lambda: "abc".ljust(1 << 62),
    lambda: [1, 2] * (1 << 62), lambda: "ab" * (1 << 63), lambda: 1 << (1 << 62),
):
    try:
        action()
        print("no error")
    except (MemoryError, OverflowError) as error:
        print("refused")  # expect: refused
        # expect: refused
        # expect: refused
        # expect: refused
        # expect: refused
        # expect: refused
        # expect: refused
        # expect: refused
        # expect: refused
print("still running")  # expect: still running
