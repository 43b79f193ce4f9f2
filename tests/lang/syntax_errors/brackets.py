for text in (
    "(", ")", "[", "]", "{", "}", "(]", "[}", "{)", "(1, [2)", "x = (1,\n2", "f(a, (b]", "((((",
    "))", "{'a': (1}", "print('a'", "print('a'\nprint('b')", "x = [1,\n2\ny = 3",
    "d = {'a': 1\nx = 2", "foo(a, b for b in c, d)", "f(x for x in y, 1)", "(x, y for x in z)",
    "[x, y for x in z]",
):
    try:
        compile(text, "<t>", "exec")
        print(repr(text), "| compiles")
    except SyntaxError as error:
        print(repr(text), "|", error.msg, error.lineno)  # expect: '(' | '(' was never closed 1
        # expect: ')' | unmatched ')' 1
        # expect: '[' | '[' was never closed 1
        # expect: ']' | unmatched ']' 1
        # expect: '{' | '{' was never closed 1
        # expect: '}' | unmatched '}' 1
        # expect: '(]' | closing parenthesis ']' does not match opening parenthesis '(' 1
        # expect: '[}' | closing parenthesis '}' does not match opening parenthesis '[' 1
        # expect: '{)' | closing parenthesis ')' does not match opening parenthesis '{' 1
        # expect: '(1, [2)' | closing parenthesis ')' does not match opening parenthesis '[' 1
        # expect: 'x = (1,\n2' | '(' was never closed 1
        # expect: 'f(a, (b]' | closing parenthesis ']' does not match opening parenthesis '(' 1
        # expect: '((((' | '(' was never closed 1
        # expect: '))' | unmatched ')' 1
        # expect: "{'a': (1}" | closing parenthesis '}' does not match opening parenthesis '(' 1
        # expect: "print('a'" | '(' was never closed 1
        # expect: "print('a'\nprint('b')" | '(' was never closed 1
        # expect: 'x = [1,\n2\ny = 3' | '[' was never closed 1
        # expect: "d = {'a': 1\nx = 2" | '{' was never closed 1
        # expect: 'foo(a, b for b in c, d)' | Generator expression must be parenthesized 1
        # expect: 'f(x for x in y, 1)' | Generator expression must be parenthesized 1
        # expect: '(x, y for x in z)' | invalid syntax 1
        # expect: '[x, y for x in z]' | did you forget parentheses around the comprehension target? 1
