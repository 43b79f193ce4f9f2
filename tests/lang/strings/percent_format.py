print("%d %s %r %x %o %5.2f %e %g %c%c %%" % (42, "s", "r", 255, 8, 3.14159, 12345.678, 0.0001, "A", 66))
# expect: 42 s 'r' ff 10  3.14 1.234568e+04 0.0001 AB %
print("|%5d|%-5d|%05d|%+d|% d" % (42, 42, 42, 42, 42))  # expect: |   42|42   |00042|+42| 42
print("%(name)s is %(age)d" % {"name": "Bo", "age": 5})  # expect: Bo is 5
print("%s" % [1, 2], "%s %s" % (1, None), "%*d" % (6, 42), "%.3s|" % "abcdef", "%#x %#o" % (255, 8))
# expect: [1, 2] 1 None     42 abc| 0xff 0o10
for action in (
    lambda: "%d" % "x", lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "%q" % 1,
    lambda: "%" % 1, lambda: "%(a)s" % {},
):
    try:
        print(action())
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)  # expect: TypeError %d format: a real number is required, not str
        # expect: TypeError not enough arguments for format string
        # expect: TypeError not all arguments converted during string formatting
        # expect: ValueError unsupported format character 'q' (0x71) at index 1
        # expect: ValueError incomplete format
        # expect: KeyError 'a'
print("%*d" % (-(1 << 63), 5), "%*s" % (-(1 << 63), "x"), "%*d|" % (-4, 5))  # expect: 5 x 5   |
print("%.*f" % (-1, 2.5))  # expect: 2
try:
    "%.*f" % (-(1 << 31) - 1, 2.5)
except OverflowError as error:
    print(error)  # expect: Python int too large to convert to C int
