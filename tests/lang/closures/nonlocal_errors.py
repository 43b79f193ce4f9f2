for text in (
    "def f():\n    nonlocal x\n",
    "nonlocal x",
    "def f():\n    x = 1\n    def g():\n        x = 2\n        nonlocal x\n",
    "def f():\n    x = 1\n    def g():\n        print(x)\n        nonlocal x\n",
    "def f(a):\n    nonlocal a\n",
    "def f():\n    x = 1\n    def g():\n        global x\n        nonlocal x\n",
    "def f(x):\n    def g(x):\n        nonlocal x\n",
):
    try:
        compile(text, "<test>", "exec")
        print("compiles")
    except SyntaxError as error:
        print(error.msg, error.lineno)  # expect: no binding for nonlocal 'x' found 2
        # expect: nonlocal declaration not allowed at module level 1
        # expect: name 'x' is assigned to before nonlocal declaration 5
        # expect: name 'x' is used prior to nonlocal declaration 5
        # expect: name 'a' is parameter and nonlocal 2
        # expect: name 'x' is nonlocal and global 4
        # expect: name 'x' is parameter and nonlocal 3
