for text in (
    "def f():\n    x = 1\n    global x\n",
    "def f():\n    print(x)\n    global x\n",
    "def f(x):\n    global x\n",
    "x = 1\nglobal x\n",
    "def f():\n    global x\n    def g():\n        nonlocal x\n",
    "def f():\n    for x in y: pass\n    global x\n",
    "def f():\n    global x\n    x: int = 1\n",
):
    try:
        compile(text, "<test>", "exec")
        print("compiles")
    except SyntaxError as error:
        print(error.msg, error.lineno)  # expect: name 'x' is assigned to before global declaration 3
        # expect: name 'x' is used prior to global declaration 3
        # expect: name 'x' is parameter and global 2
        # expect: name 'x' is assigned to before global declaration 2
        # expect: no binding for nonlocal 'x' found 4
        # expect: name 'x' is assigned to before global declaration 3
        # expect: annotated name 'x' can't be global 3
