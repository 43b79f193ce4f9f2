# expect-error: SyntaxError: unterminated triple-quoted string literal (detected at line 3)
x = """begins
and never ends
