for text in (
    "'abc", '"abc', "'''abc", "'abc\ndef'", "f'abc", "f'{x", "'\\", "b'\\x1", "'\\xg'",
    "'\\u123'", "'\\U00110000'", "'a' 'b", "x = 'it's'", "rb'é'", "ur'x'", "f\"{x!}\"",
    "f'{x:'", "'''x\n'''' ",
):
    try:
        compile(text, "<t>", "exec")
        print(repr(text), "| compiles")
    except SyntaxError as error:
        print(repr(text), "|", error.msg, error.lineno)
        # expect: "'abc" | unterminated string literal (detected at line 1) 1
        # expect: '"abc' | unterminated string literal (detected at line 1) 1
        # expect: "'''abc" | unterminated triple-quoted string literal (detected at line 1) 1
        # expect: "'abc\ndef'" | unterminated string literal (detected at line 1) 1
        # expect: "f'abc" | unterminated f-string literal (detected at line 1) 1
        # expect: "f'{x" | '{' was never closed 1
        # expect: "'\\" | unterminated string literal (detected at line 1) 1
        # expect: "b'\\x1" | unterminated string literal (detected at line 1) 1
        # expect: "'\\xg'" | (unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: truncated \xXX escape 1
        # expect: "'\\u123'" | (unicode error) 'unicodeescape' codec can't decode bytes in position 0-4: truncated \uXXXX escape 1
        # expect: "'\\U00110000'" | (unicode error) 'unicodeescape' codec can't decode bytes in position 0-9: illegal Unicode character 1
        # expect: "'a' 'b" | unterminated string literal (detected at line 1) 1
        # expect: "x = 'it's'" | unterminated string literal (detected at line 1) 1
        # expect: "rb'é'" | bytes can only contain ASCII literal characters 1
        # expect: "ur'x'" | invalid syntax 1
        # expect: 'f"{x!}"' | f-string: missing conversion character 1
        # expect: "f'{x:'" | f-string: expecting '}', or format specs 1
        # expect: "'''x\n'''' " | unterminated string literal (detected at line 2) 2
