for text in (
    "x := 1", "(x.y := 1)", "(x[0] := 1)", "((a, b) := 1)", "[i := 0 for i in range(3)]",
    "[i for i in (j := range(3))]", "f(x := 1, y = 2)", "(x := 1) = 2", "del (x := 1)",
    "lambda: x := 1", "[[(i := 0) for j in range(2)] for i in range(2)]",
    "class C:\n    [x := i for i in range(2)]", "[j := i for i in x for j in x]",
    "[i for i in x if (j := i) for j in x]", "[i for i in x if [j := i for k in x] for j in x]",
):
    try:
        compile(text, "<test>", "exec")
        print(text, "| compiles")
    except SyntaxError as error:
        print(repr(text), "|", error.msg)  # expect: 'x := 1' | invalid syntax
        # expect: '(x.y := 1)' | cannot use assignment expressions with attribute
        # expect: '(x[0] := 1)' | cannot use assignment expressions with subscript
        # expect: '((a, b) := 1)' | cannot use assignment expressions with tuple
        # expect: '[i := 0 for i in range(3)]' | assignment expression cannot rebind comprehension iteration variable 'i'
        # expect: '[i for i in (j := range(3))]' | assignment expression cannot be used in a comprehension iterable expression
        # expect: f(x := 1, y = 2) | compiles
        # expect: '(x := 1) = 2' | cannot assign to named expression here. Maybe you meant '==' instead of '='?
        # expect: 'del (x := 1)' | cannot delete named expression
        # expect: 'lambda: x := 1' | cannot use assignment expressions with lambda
        # expect: '[[(i := 0) for j in range(2)] for i in range(2)]' | assignment expression cannot rebind comprehension iteration variable 'i'
        # expect: 'class C:\n    [x := i for i in range(2)]' | assignment expression within a comprehension cannot be used in a class body
        # expect: '[j := i for i in x for j in x]' | assignment expression cannot rebind comprehension iteration variable 'j'
        # expect: '[i for i in x if (j := i) for j in x]' | comprehension inner loop cannot rebind assignment expression target 'j'
        # expect: [i for i in x if [j := i for k in x] for j in x] | compiles
