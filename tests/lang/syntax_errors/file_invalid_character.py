# expect-error: SyntaxError: invalid character '¿' (U+00BF)
x = 5 ¿ 3
