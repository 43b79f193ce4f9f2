for text in (
    "x = 1a", "1.2.3", "0x", "0b2", "0o9", "1e", "1_", "1__2", "012", "0_7", "5x", "0xfg", "$",
    "?", "a$b", "x = 5€", "a\\b", "\\", "x = \\ y", "x = \"\\N\"", "1.e", "1._1", "0b", "0o",
    "1e+", "1j2", "x\x00y", "\x0c x = 1", "\ufeffx = 1", "x = “a”", "x\u200b = 1", "x\u00a0= 1",
    "é = 1; è", "²=1",
):
    try:
        compile(text, "<t>", "exec")
        print(ascii(text), "| compiles")
    except (SyntaxError, ValueError) as error:
        print(ascii(text), "|", type(error).__name__, ascii(str(error.args[0])))
        # expect: 'x = 1a' | SyntaxError 'invalid decimal literal'
        # expect: '1.2.3' | SyntaxError 'invalid syntax'
        # expect: '0x' | SyntaxError 'invalid hexadecimal literal'
        # expect: '0b2' | SyntaxError "invalid digit '2' in binary literal"
        # expect: '0o9' | SyntaxError "invalid digit '9' in octal literal"
        # expect: '1e' | SyntaxError 'invalid decimal literal'
        # expect: '1_' | SyntaxError 'invalid decimal literal'
        # expect: '1__2' | SyntaxError 'invalid decimal literal'
        # expect: '012' | SyntaxError 'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers'
        # expect: '0_7' | SyntaxError 'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers'
        # expect: '5x' | SyntaxError 'invalid decimal literal'
        # expect: '0xfg' | SyntaxError 'invalid hexadecimal literal'
        # expect: '$' | SyntaxError 'invalid syntax'
        # expect: '?' | SyntaxError 'invalid syntax'
        # expect: 'a$b' | SyntaxError 'invalid syntax'
        # expect: 'x = 5\u20ac' | SyntaxError "invalid character '\u20ac' (U+20AC)"
        # expect: 'a\\b' | SyntaxError 'unexpected character after line continuation character'
        # expect: '\\' | SyntaxError 'unexpected EOF while parsing'
        # expect: 'x = \\ y' | SyntaxError 'unexpected character after line continuation character'
        # expect: 'x = "\\N"' | SyntaxError "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: malformed \\N character escape"
        # expect: '1.e' | SyntaxError 'invalid decimal literal'
        # expect: '1._1' | SyntaxError 'invalid decimal literal'
        # expect: '0b' | SyntaxError 'invalid binary literal'
        # expect: '0o' | SyntaxError 'invalid octal literal'
        # expect: '1e+' | SyntaxError 'invalid decimal literal'
        # expect: '1j2' | SyntaxError 'invalid imaginary literal'
        # expect: 'x\x00y' | SyntaxError 'source code string cannot contain null bytes'
        # expect: '\x0c x = 1' | IndentationError 'unexpected indent'
        # expect: '\ufeffx = 1' | SyntaxError 'invalid non-printable character U+FEFF'
        # expect: 'x = \u201ca\u201d' | SyntaxError "invalid character '\u201c' (U+201C)"
        # expect: 'x\u200b = 1' | SyntaxError 'invalid non-printable character U+200B'
        # expect: 'x\xa0= 1' | SyntaxError 'invalid non-printable character U+00A0'
        # expect: '\xe9 = 1; \xe8' | compiles
        # expect: '\xb2=1' | SyntaxError "invalid character '\xb2' (U+00B2)"
