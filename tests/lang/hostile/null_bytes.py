for text in ("x = 1\0", "\0", "'a\0b'", "# comment \0"):
    try:
        exec(text)
    except (SyntaxError, ValueError) as error:
        print(type(error).__name__, error)  # expect: SyntaxError source code string cannot contain null bytes
        # expect: SyntaxError source code string cannot contain null bytes
        # expect: SyntaxError source code string cannot contain null bytes
        # expect: SyntaxError source code string cannot contain null bytes
print(len("a\0b"), repr("a\0b"), "\0" in "a\0b", {"a\0": 1})  # expect: 3 'a\x00b' True {'a\x00': 1}
