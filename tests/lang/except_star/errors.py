for text in (
    "try: pass\nexcept* A: pass\nexcept B: pass", "try: pass\nexcept*: pass",
    "def f():\n  try: pass\n  except* A:\n    return 1",
):
    try:
        compile(text, "<t>", "exec")
        print("compiles")
    except SyntaxError as error:
        print(error.msg)  # expect: cannot have both 'except' and 'except*' on the same 'try'
        # expect: expected one or more exception types
        # expect: 'break', 'continue' and 'return' cannot appear in an except* block
for arguments in (("m", []), ("m", [5]), (5, [ValueError()]), ("m",), ("m", 5)):
    try:
        ExceptionGroup(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: ValueError second argument (exceptions) must be a non-empty sequence
        # expect: ValueError Item 0 of second argument (exceptions) is not an exception
        # expect: TypeError BaseExceptionGroup.__new__() argument 1 must be str, not int
        # expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
        # expect: TypeError second argument (exceptions) must be a sequence
g = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), ValueError(3)])])
print(g.split(ValueError))
# expect: (ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [ValueError(3)])]), ExceptionGroup('g', [ExceptionGroup('h', [TypeError(2)])]))
print(g.subgroup(TypeError), str(g))  # expect: g (1 sub-exception) g (2 sub-exceptions)
