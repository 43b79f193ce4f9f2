print("a b  c ".split(), "  a\tb\nc  ".split(), "".split(), " ".split())
# expect: ['a', 'b', 'c'] ['a', 'b', 'c'] [] []
print("a,b,,c".split(","), "".split(","), ",".split(","), "a, b".split(", "))
# expect: ['a', 'b', '', 'c'] [''] ['', ''] ['a', 'b']
print("a b c d".split(" ", 2), "a b c d".split(None, 1), "  a  b  ".split(None, 1), "a,b,c".split(",", maxsplit=1))
# expect: ['a', 'b', 'c d'] ['a', 'b c d'] ['a', 'b  '] ['a', 'b,c']
print("a b c d".rsplit(" ", 1), "a,b,c".rsplit(","), " a b ".rsplit(None, 1))
# expect: ['a b c', 'd'] ['a', 'b', 'c'] [' a', 'b']
print("a--b--c".split("--"), "abc".split("abc"))  # expect: ['a', 'b', 'c'] ['', '']
for separator in ("", 1):
    try:
        "abc".split(separator)
    except (ValueError, TypeError) as error:
        print(error)  # expect: empty separator
        # expect: must be str or None, not int
