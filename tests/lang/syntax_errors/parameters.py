for text in (
    "def f(a, a): pass", "def f(a=1, b): pass", "def f(*): pass", "def f(*, **k): pass",
    "def f(*a, *b): pass", "def f(**k, a): pass", "def f(**k, *a): pass", "def f(/, a): pass",
    "def f(a, /, b, /): pass", "def f(*, a, /): pass", "def f(*a, /): pass",
    "def f(a, *, a): pass", "def f(*a=1): pass", "def f(**k=1): pass", "def f(1): pass",
    "def f('x'): pass", "def f(a.b): pass", "def f((a, b)): pass", "def f(a:): pass",
    "def f(a=): pass", "def f(a,, b): pass", "def f(,): pass", "lambda a, a: 1",
    "lambda a=1, b: 1", "lambda *: 1", "lambda (a): 1", "lambda /, a: 1",
    "def f(a, *b, *, c): pass", "def f(*, a, *b): pass", "def f(a, **b, **c): pass",
    "def f(*,): pass", "def f(a b): pass", "def f(x) -> : pass",
):
    try:
        compile(text, "<t>", "exec")
        print(repr(text), "| compiles")
    except SyntaxError as error:
        print(repr(text), "|", error.msg)  # expect: 'def f(a, a): pass' | duplicate argument 'a' in function definition
        # expect: 'def f(a=1, b): pass' | parameter without a default follows parameter with a default
        # expect: 'def f(*): pass' | named arguments must follow bare *
        # expect: 'def f(*, **k): pass' | named arguments must follow bare *
        # expect: 'def f(*a, *b): pass' | * argument may appear only once
        # expect: 'def f(**k, a): pass' | arguments cannot follow var-keyword argument
        # expect: 'def f(**k, *a): pass' | arguments cannot follow var-keyword argument
        # expect: 'def f(/, a): pass' | at least one argument must precede /
        # expect: 'def f(a, /, b, /): pass' | / may appear only once
        # expect: 'def f(*, a, /): pass' | / must be ahead of *
        # expect: 'def f(*a, /): pass' | / must be ahead of *
        # expect: 'def f(a, *, a): pass' | duplicate argument 'a' in function definition
        # expect: 'def f(*a=1): pass' | var-positional argument cannot have default value
        # expect: 'def f(**k=1): pass' | var-keyword argument cannot have default value
        # expect: 'def f(1): pass' | invalid syntax
        # expect: "def f('x'): pass" | invalid syntax
        # expect: 'def f(a.b): pass' | invalid syntax
        # expect: 'def f((a, b)): pass' | Function parameters cannot be parenthesized
        # expect: 'def f(a:): pass' | invalid syntax
        # expect: 'def f(a=): pass' | expected default value expression
        # expect: 'def f(a,, b): pass' | invalid syntax
        # expect: 'def f(,): pass' | invalid syntax
        # expect: 'lambda a, a: 1' | duplicate argument 'a' in function definition
        # expect: 'lambda a=1, b: 1' | parameter without a default follows parameter with a default
        # expect: 'lambda *: 1' | named arguments must follow bare *
        # expect: 'lambda (a): 1' | Lambda expression parameters cannot be parenthesized
        # expect: 'lambda /, a: 1' | at least one argument must precede /
        # expect: 'def f(a, *b, *, c): pass' | * argument may appear only once
        # expect: 'def f(*, a, *b): pass' | * argument may appear only once
        # expect: 'def f(a, **b, **c): pass' | arguments cannot follow var-keyword argument
        # expect: 'def f(*,): pass' | named arguments must follow bare *
        # expect: 'def f(a b): pass' | invalid syntax
        # expect: 'def f(x) -> : pass' | expected ':'
