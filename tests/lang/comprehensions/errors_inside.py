def fail(x):
    if x == 2:
        raise ValueError(f"at {x}")
    return x

done = []
for text in (
    "[fail(x) for x in range(5)]", "{fail(x) for x in range(5)}",
    "{x: fail(x) for x in range(5)}", "[a for a, b in [(1, 2), 3]]", "[x for x in None]",
    "[y for x in range(2) for y in x]", "{[]: 1 for _ in range(1)}",
):
    try:
        eval(text)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)  # expect: ValueError at 2
        # expect: ValueError at 2
        # expect: ValueError at 2
        # expect: TypeError cannot unpack non-iterable int object
        # expect: TypeError 'NoneType' object is not iterable
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError unhashable type: 'list'
print([x for x in range(3)], "x" in dir())  # expect: [0, 1, 2] False
