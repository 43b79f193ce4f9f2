for text in (
    "class = 1", "def = 5", "None = 1", "True + = 1", "import = 3", "x.class", "f(class=1)",
    "f(None=1)", "f(True=1)", "def None(): pass", "def f(None): pass", "class True: pass",
    "for None in x: pass", "import None", "from x import True", "lambda None: 1", "del None",
    "del True", "with x as None: pass", "None += 1", "x.None = 1", "x.None", "global None",
    "except x", "print 1", "print x", "exec 'x'", "is = 1", "not = 5", "a not b", "a is is b",
    "if x = 1: pass", "while x = 1: pass", "f(a.b=1)", "f(1=2)", "f(a()=2)", "x = y = 1 = z",
    "a, b = 1 = 2", "if (a = 1): pass", "[a = 1]", "{a = 1}", "f(a=1, 2)", "f(**a, 2)",
    "f(**a, *b)", "f(a=1, a=2)", "x++", "x--", "++x", "x =+ 1", "x && y", "x || y", "!x",
    "x <> y", "x => y", "x ? y : z", "x =: 1",
):
    try:
        compile(text, "<t>", "exec")
        print(repr(text), "| compiles")
    except SyntaxError as error:
        print(repr(text), "|", error.msg)  # expect: 'class = 1' | invalid syntax
        # expect: 'def = 5' | invalid syntax
        # expect: 'None = 1' | cannot assign to None
        # expect: 'True + = 1' | invalid syntax
        # expect: 'import = 3' | invalid syntax
        # expect: 'x.class' | invalid syntax
        # expect: 'f(class=1)' | invalid syntax
        # expect: 'f(None=1)' | cannot assign to None
        # expect: 'f(True=1)' | cannot assign to True
        # expect: 'def None(): pass' | invalid syntax
        # expect: 'def f(None): pass' | invalid syntax
        # expect: 'class True: pass' | invalid syntax
        # expect: 'for None in x: pass' | cannot assign to None
        # expect: 'import None' | invalid syntax
        # expect: 'from x import True' | invalid syntax
        # expect: 'lambda None: 1' | invalid syntax
        # expect: 'del None' | cannot delete None
        # expect: 'del True' | cannot delete True
        # expect: 'with x as None: pass' | cannot assign to None
        # expect: 'None += 1' | 'None' is an illegal expression for augmented assignment
        # expect: 'x.None = 1' | invalid syntax
        # expect: 'x.None' | invalid syntax
        # expect: 'global None' | invalid syntax
        # expect: 'except x' | invalid syntax
        # expect: 'print 1' | Missing parentheses in call to 'print'. Did you mean print(...)?
        # expect: 'print x' | Missing parentheses in call to 'print'. Did you mean print(...)?
        # expect: "exec 'x'" | Missing parentheses in call to 'exec'. Did you mean exec(...)?
        # expect: 'is = 1' | invalid syntax
        # expect: 'not = 5' | invalid syntax
        # expect: 'a not b' | invalid syntax
        # expect: 'a is is b' | invalid syntax
        # expect: 'if x = 1: pass' | invalid syntax. Maybe you meant '==' or ':=' instead of '='?
        # expect: 'while x = 1: pass' | invalid syntax. Maybe you meant '==' or ':=' instead of '='?
        # expect: 'f(a.b=1)' | expression cannot contain assignment, perhaps you meant "=="?
        # expect: 'f(1=2)' | expression cannot contain assignment, perhaps you meant "=="?
        # expect: 'f(a()=2)' | expression cannot contain assignment, perhaps you meant "=="?
        # expect: 'x = y = 1 = z' | cannot assign to literal
        # expect: 'a, b = 1 = 2' | cannot assign to literal
        # expect: 'if (a = 1): pass' | invalid syntax. Maybe you meant '==' or ':=' instead of '='?
        # expect: '[a = 1]' | invalid syntax. Maybe you meant '==' or ':=' instead of '='?
        # expect: '{a = 1}' | invalid syntax. Maybe you meant '==' or ':=' instead of '='?
        # expect: 'f(a=1, 2)' | positional argument follows keyword argument
        # expect: 'f(**a, 2)' | positional argument follows keyword argument unpacking
        # expect: 'f(**a, *b)' | iterable argument unpacking follows keyword argument unpacking
        # expect: 'f(a=1, a=2)' | keyword argument repeated: a
        # expect: 'x++' | invalid syntax
        # expect: 'x--' | invalid syntax
        # expect: '++x' | compiles
        # expect: 'x =+ 1' | compiles
        # expect: 'x && y' | invalid syntax
        # expect: 'x || y' | invalid syntax
        # expect: '!x' | invalid syntax
        # expect: 'x <> y' | invalid syntax
        # expect: 'x => y' | invalid syntax
        # expect: 'x ? y : z' | invalid syntax
        # expect: 'x =: 1' | invalid syntax
