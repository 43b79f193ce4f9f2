for text in (
    "for i in range(3) print(i)", "def f:\n  pass", "class A\n  pass", "x = 5 6",
    "print('a' 'b' c)", "if x == 1 y", "d = {1: 2 3: 4}", "l = [1, 2 3]", "f(a b)",
    "import x y", "while True print(1)", "elseif x: pass", "x = {1, 2: 3}", "x = {1: 2, 3}",
    "x = {**a, 1}", "x = {*a, 1: 2}", "f(**a, b for b in c)", "return x y", "a = b c = d",
    "fro x import y", "improt x", "whille True:\n  pass", "deff f(): pass", "for x on y: pass",
    "x = [i for i range(3)]", "x = [for i in y]", "x = [i in y]", "with open('x') f: pass",
    "try\n  pass", "lambda x y: 1", "x = 1,\ny = (,)", "x = [,]", "f(,)", "x = {,}", "not in x",
    "x in", "x is", "a.b c", "'a' = b", "f'{a}' = b", "(yield) = 1", "a() += 1", "[a, b] += 1",
    "1 += 1", "(a for a in b) = 1", "[a for a in b] = 1", "a.b() = 1", "-1 = a",
    "x if y else z = 1", "(a, b): int = 1", "await = 5",
):
    try:
        compile(text, "<t>", "exec")
        print(repr(text), "| compiles")
    except SyntaxError as error:
        print(repr(text), "|", error.msg)  # expect: 'for i in range(3) print(i)' | invalid syntax
        # expect: 'def f:\n  pass' | expected '('
        # expect: 'class A\n  pass' | expected ':'
        # expect: 'x = 5 6' | invalid syntax
        # expect: "print('a' 'b' c)" | invalid syntax. Perhaps you forgot a comma?
        # expect: 'if x == 1 y' | invalid syntax
        # expect: 'd = {1: 2 3: 4}' | invalid syntax. Perhaps you forgot a comma?
        # expect: 'l = [1, 2 3]' | invalid syntax. Perhaps you forgot a comma?
        # expect: 'f(a b)' | invalid syntax. Perhaps you forgot a comma?
        # expect: 'import x y' | invalid syntax
        # expect: 'while True print(1)' | invalid syntax
        # expect: 'elseif x: pass' | invalid syntax
        # expect: 'x = {1, 2: 3}' | invalid syntax
        # expect: 'x = {1: 2, 3}' | ':' expected after dictionary key
        # expect: 'x = {**a, 1}' | ':' expected after dictionary key
        # expect: 'x = {*a, 1: 2}' | invalid syntax
        # expect: 'f(**a, b for b in c)' | Generator expression must be parenthesized
        # expect: 'return x y' | invalid syntax
        # expect: 'a = b c = d' | invalid syntax
        # expect: 'fro x import y' | invalid syntax
        # expect: 'improt x' | invalid syntax
        # expect: 'whille True:\n  pass' | invalid syntax
        # expect: 'deff f(): pass' | invalid syntax
        # expect: 'for x on y: pass' | invalid syntax
        # expect: 'x = [i for i range(3)]' | 'in' expected after for-loop variables
        # expect: 'x = [for i in y]' | invalid syntax
        # expect: 'x = [i in y]' | compiles
        # expect: "with open('x') f: pass" | invalid syntax
        # expect: 'try\n  pass' | expected ':'
        # expect: 'lambda x y: 1' | invalid syntax
        # expect: 'x = 1,\ny = (,)' | invalid syntax
        # expect: 'x = [,]' | invalid syntax
        # expect: 'f(,)' | invalid syntax
        # expect: 'x = {,}' | invalid syntax
        # expect: 'not in x' | invalid syntax
        # expect: 'x in' | invalid syntax
        # expect: 'x is' | invalid syntax
        # expect: 'a.b c' | invalid syntax
        # expect: "'a' = b" | cannot assign to literal here. Maybe you meant '==' instead of '='?
        # expect: "f'{a}' = b" | cannot assign to f-string expression here. Maybe you meant '==' instead of '='?
        # expect: '(yield) = 1' | cannot assign to yield expression here. Maybe you meant '==' instead of '='?
        # expect: 'a() += 1' | 'function call' is an illegal expression for augmented assignment
        # expect: '[a, b] += 1' | 'list' is an illegal expression for augmented assignment
        # expect: '1 += 1' | 'literal' is an illegal expression for augmented assignment
        # expect: '(a for a in b) = 1' | cannot assign to generator expression
        # expect: '[a for a in b] = 1' | cannot assign to list comprehension here. Maybe you meant '==' instead of '='?
        # expect: 'a.b() = 1' | cannot assign to function call here. Maybe you meant '==' instead of '='?
        # expect: '-1 = a' | cannot assign to expression here. Maybe you meant '==' instead of '='?
        # expect: 'x if y else z = 1' | cannot assign to conditional expression
        # expect: '(a, b): int = 1' | only single target (not tuple) can be annotated
        # expect: 'await = 5' | invalid syntax
