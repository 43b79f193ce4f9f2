for text in (
    "*a = 1", "*a, *b = 1", "a, b += 1, 2", "f() = 1", "1 = x", "'s' = 1", "(a, 1) = x",
    "a + b = 1", "None = 1", "[a, f()] = 1", "x = *a", "print(*a = 1)", "(*a)", "-a = 1",
    "a < b = 1", "{a} = 1", "for 1 in x: pass", "for f() in x: pass", "with a as 1: pass",
    "import a as 1", "del f()", "del 1", "del a + b", "a if b else c = 1", "lambda: 0 = 1",
    "f'{x}' = 1", "... = 1", "__debug__ = 1", "True = 1", "not x = 1",
):
    try:
        compile(text, "<test>", "exec")
        print(text, "| compiles")
    except SyntaxError as error:
        print(text, "|", error.msg)  # expect: *a = 1 | starred assignment target must be in a list or tuple
        # expect: *a, *b = 1 | multiple starred expressions in assignment
        # expect: a, b += 1, 2 | 'tuple' is an illegal expression for augmented assignment
        # expect: f() = 1 | cannot assign to function call here. Maybe you meant '==' instead of '='?
        # expect: 1 = x | cannot assign to literal here. Maybe you meant '==' instead of '='?
        # expect: 's' = 1 | cannot assign to literal here. Maybe you meant '==' instead of '='?
        # expect: (a, 1) = x | cannot assign to literal
        # expect: a + b = 1 | cannot assign to expression here. Maybe you meant '==' instead of '='?
        # expect: None = 1 | cannot assign to None
        # expect: [a, f()] = 1 | cannot assign to function call
        # expect: x = *a | can't use starred expression here
        # expect: print(*a = 1) | cannot assign to iterable argument unpacking
        # expect: (*a) | cannot use starred expression here
        # expect: -a = 1 | cannot assign to expression here. Maybe you meant '==' instead of '='?
        # expect: a < b = 1 | cannot assign to comparison
        # expect: {a} = 1 | cannot assign to set display here. Maybe you meant '==' instead of '='?
        # expect: for 1 in x: pass | cannot assign to literal
        # expect: for f() in x: pass | cannot assign to function call
        # expect: with a as 1: pass | cannot assign to literal
        # expect: import a as 1 | invalid syntax
        # expect: del f() | cannot delete function call
        # expect: del 1 | cannot delete literal
        # expect: del a + b | cannot delete expression
        # expect: a if b else c = 1 | cannot assign to conditional expression
        # expect: lambda: 0 = 1 | cannot assign to lambda
        # expect: f'{x}' = 1 | cannot assign to f-string expression here. Maybe you meant '==' instead of '='?
        # expect: ... = 1 | cannot assign to ellipsis here. Maybe you meant '==' instead of '='?
        # expect: __debug__ = 1 | cannot assign to __debug__
        # expect: True = 1 | cannot assign to True
        # expect: not x = 1 | cannot assign to expression
