for text in ("b'é'", "b'abc", "'a' b'b'", "b'\\x4'", "'\\x4'", "'\\u12'", "'\\N{no such name}'"):
    try:
        print(eval(text))
    except SyntaxError as error:
        print(text, "|", error.msg)  # expect: b'é' | bytes can only contain ASCII literal characters
        # expect: b'abc | unterminated string literal (detected at line 1)
        # expect: 'a' b'b' | cannot mix bytes and nonbytes literals
        # expect: b'\x4' | (value error) invalid \x escape at position 0
        # expect: '\x4' | (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape
        # expect: '\u12' | (unicode error) 'unicodeescape' codec can't decode bytes in position 0-3: truncated \uXXXX escape
        # expect: '\N{no such name}' | (unicode error) 'unicodeescape' codec can't decode bytes in position 0-15: unknown Unicode character name
