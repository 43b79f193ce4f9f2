print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{x} {y}".format(x=1, y=2), "{0}{0}".format("ab"))
# expect: 1 2 b a 1 2 abab
print("|{:>5}|{:<5}|{:^5}".format(1, 2, 3), "{:.2f}".format(3.14159), "{!r} {!s}".format("q", "q"), "{{}}".format())
# expect: |    1|2    |  3   3.14 'q' q {}
print("{0[1]} {1[key]} {2.real}".format([1, 2], {"key": "v"}, 5), "{:{}}|".format("x", 4), "{:{w}}|".format("x", w=3))
# expect: 2 v 5 x   | x  |
print("{a[0][b]}".format(a=[{"b": 1}]), "{:,}".format(1234567), "{0:>{1}}".format("x", 3))  # expect: 1 1,234,567   x
for text, arguments in (
    ("{} {}", (1,)), ("{2}", (1,)), ("{x}", ()), ("{", ()), ("}", ()), ("{0} {}", (1, 2)),
    ("{} {0}", (1, 2)), ("{!x}", (1,)), ("{0.nope}", (1,)), ("{:d}", ("s",)),
):
    try:
        print(text.format(*arguments))
    except (IndexError, KeyError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
        # expect: IndexError Replacement index 1 out of range for positional args tuple
        # expect: IndexError Replacement index 2 out of range for positional args tuple
        # expect: KeyError 'x'
        # expect: ValueError Single '{' encountered in format string
        # expect: ValueError Single '}' encountered in format string
        # expect: ValueError cannot switch from manual field specification to automatic field numbering
        # expect: ValueError cannot switch from automatic field numbering to manual field specification
        # expect: ValueError Unknown conversion specifier x
        # expect: AttributeError 'int' object has no attribute 'nope'
        # expect: ValueError Unknown format code 'd' for object of type 'str'
print("{a}-{b}".format_map({"a": 1, "b": 2}))  # expect: 1-2
