for text in (
    "f'{}'", "f'{1'", "f'}'", "f'{a b}'", "f'{1!x}'", "f'{1!}'", "f'{!r}'", "f'{'",
    "f'{a:{b:{c:{d}}}}'", "f'{lambda x: 1}'", "f'{*}'", "f'{=}'",
):
    try:
        compile(text, "<test>", "eval")
        print(text, "compiles")
    except SyntaxError as error:
        print(text, "|", error.msg)  # expect: f'{}' | f-string: valid expression required before '}'
        # expect: f'{1' | f-string: expecting '}'
        # expect: f'}' | f-string: single '}' is not allowed
        # expect: f'{a b}' | invalid syntax. Perhaps you forgot a comma?
        # expect: f'{1!x}' | f-string: invalid conversion character 'x': expected 's', 'r', or 'a'
        # expect: f'{1!}' | f-string: missing conversion character
        # expect: f'{!r}' | f-string: valid expression required before '!'
        # expect: f'{' | f-string: expecting '}'
        # expect: f'{a:{b:{c:{d}}}}' | f-string: expressions nested too deeply
        # expect: f'{lambda x: 1}' | f-string: lambda expressions are not allowed without parentheses
        # expect: f'{*}' | f-string: expecting a valid expression after '{'
        # expect: f'{=}' | f-string: valid expression required before '='
