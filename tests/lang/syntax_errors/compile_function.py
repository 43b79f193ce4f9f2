for arguments in (
    ("1",), ("1", "<t>"), ("1", "<t>", "wrong"), (5, "<t>", "exec"), ("x = 1", "<t>", "eval"),
    ("1; 2", "<t>", "eval"), ("a\nb", "<t>", "single"),
):
    try:
        compile(*arguments)
        print("compiles")
    except (TypeError, ValueError, SyntaxError) as error:
        print(type(error).__name__, error.args[0])
        # expect: TypeError compile() missing required argument 'filename' (pos 2)
        # expect: TypeError compile() missing required argument 'mode' (pos 3)
        # expect: ValueError compile() mode must be 'exec', 'eval' or 'single'
        # expect: TypeError compile() arg 1 must be a string, bytes or AST object
        # expect: SyntaxError invalid syntax
        # expect: SyntaxError invalid syntax
        # expect: SyntaxError multiple statements found while compiling a single statement
print(type(compile("1", "<t>", "eval")).__name__, compile("x", "file.py", "exec").co_filename)  # expect: code file.py
try:
    exec("x = = 1")
except SyntaxError as error:
    print(error)  # expect: invalid syntax (<string>, line 1)
try:
    exec(compile("\n\n1 / 0", "my file", "exec"))
except ZeroDivisionError as error:
    print(error.__traceback__.tb_next.tb_lineno)  # expect: 3
