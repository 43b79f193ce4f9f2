for text in (
    "if x", "while x", "for x in y", "for x y: pass", "for in y: pass", "def f(: pass",
    "def (): pass", "class: pass", "class C(: pass", "if: pass", "else: pass", "elif x: pass",
    "try: pass", "try:\n  pass\nx", "except: pass", "with: pass", "with x", "lambda x",
    "lambda: ", "x = ", "x +", "x ==", "not", "1 +", "import", "from x", "from import y", "del",
    "global", "nonlocal", "assert", "raise from x", "f(", "f(1", "f(1 2)", "[1", "[1 2]", "{1",
    "{1: 2", "{1: }", "{: 1}", "x[", "x[]", "x.", "x.1", "@", "@x", "x if y", "x if y else",
    "a b", "a b c",
):
    try:
        compile(text, "<t>", "exec")
        print(repr(text), "| compiles")
    except SyntaxError as error:
        print(repr(text), "|", error.msg)  # expect: 'if x' | expected ':'
        # expect: 'while x' | expected ':'
        # expect: 'for x in y' | expected ':'
        # expect: 'for x y: pass' | invalid syntax
        # expect: 'for in y: pass' | invalid syntax
        # expect: 'def f(: pass' | invalid syntax
        # expect: 'def (): pass' | invalid syntax
        # expect: 'class: pass' | invalid syntax
        # expect: 'class C(: pass' | invalid syntax
        # expect: 'if: pass' | invalid syntax
        # expect: 'else: pass' | invalid syntax
        # expect: 'elif x: pass' | invalid syntax
        # expect: 'try: pass' | expected 'except' or 'finally' block
        # expect: 'try:\n  pass\nx' | expected 'except' or 'finally' block
        # expect: 'except: pass' | invalid syntax
        # expect: 'with: pass' | invalid syntax
        # expect: 'with x' | expected ':'
        # expect: 'lambda x' | invalid syntax
        # expect: 'lambda: ' | invalid syntax
        # expect: 'x = ' | invalid syntax
        # expect: 'x +' | invalid syntax
        # expect: 'x ==' | invalid syntax
        # expect: 'not' | invalid syntax
        # expect: '1 +' | invalid syntax
        # expect: 'import' | Expected one or more names after 'import'
        # expect: 'from x' | invalid syntax
        # expect: 'from import y' | invalid syntax
        # expect: 'del' | invalid syntax
        # expect: 'global' | invalid syntax
        # expect: 'nonlocal' | invalid syntax
        # expect: 'assert' | invalid syntax
        # expect: 'raise from x' | invalid syntax
        # expect: 'f(' | '(' was never closed
        # expect: 'f(1' | '(' was never closed
        # expect: 'f(1 2)' | invalid syntax. Perhaps you forgot a comma?
        # expect: '[1' | '[' was never closed
        # expect: '[1 2]' | invalid syntax. Perhaps you forgot a comma?
        # expect: '{1' | '{' was never closed
        # expect: '{1: 2' | '{' was never closed
        # expect: '{1: }' | expression expected after dictionary key and ':'
        # expect: '{: 1}' | invalid syntax
        # expect: 'x[' | '[' was never closed
        # expect: 'x[]' | invalid syntax
        # expect: 'x.' | invalid syntax
        # expect: 'x.1' | invalid syntax
        # expect: '@' | invalid syntax
        # expect: '@x' | invalid syntax
        # expect: 'x if y' | expected 'else' after 'if' expression
        # expect: 'x if y else' | invalid syntax
        # expect: 'a b' | invalid syntax
        # expect: 'a b c' | invalid syntax
