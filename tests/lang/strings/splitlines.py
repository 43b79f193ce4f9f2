print("a\nb\r\nc\rd".splitlines())  # expect: ['a', 'b', 'c', 'd']
print("a\n\nb\n".splitlines(), "a\n\nb\n".splitlines(True), "".splitlines(), "\n".splitlines())
# expect: ['a', '', 'b'] ['a\n', '\n', 'b\n'] [] ['']
print("a\x0bb\x0cc\x1cd\x85e\u2028f".splitlines())  # expect: ['a', 'b', 'c', 'd', 'e', 'f']
print("a\nb".splitlines(keepends=True))  # expect: ['a\n', 'b']
