def where(text):
    try:
        compile(text, "<t>", "exec")
    except SyntaxError as error:
        print(error.lineno, error.offset, error.filename)

where("x = = 1")  # expect: 1 5 <t>
where("a = 1\nb = (2\nc = 3\n")  # expect: 2 5 <t>
where("def f():\n    return 1 +\n")  # expect: 2 15 <t>
where("print 'x'\n")  # expect: 1 1 <t>
where("f() = 1\n")  # expect: 1 1 <t>
where("x = 'abc\n")  # expect: 1 5 <t>
where("if x\n    pass\n")  # expect: 1 5 <t>
where("中文 = = 1\n")  # expect: 1 6 <t>
where("  x")  # expect: 1 2 <t>
where("for x in y:\nz")  # expect: 2 1 <t>
where("x = 1 $ 2")  # expect: 1 7 <t>
where("return")  # expect: 1 1 <t>
where("1 = x")  # expect: 1 1 <t>
where("f(a=1, a=2)")  # expect: 1 8 <t>
where("x = (1, 2]")  # expect: 1 10 <t>
