# Source may be hostile: deep nesting is a clean error, never a crash.
for opening, closing in (("(", ")"), ("[", "]"), ("{", "}")):
    try:
        compile(opening * 10000 + closing * 10000, "<t>", "exec")
        print("compiles")
    except (SyntaxError, MemoryError, RecursionError) as error:
        print(error)  # expect: too many nested parentheses (<t>, line 1)
        # expect: too many nested parentheses (<t>, line 1)
        # expect: too many nested parentheses (<t>, line 1)
try:
    compile("\n".join([" " * i + "if x:" for i in range(150)]), "<t>", "exec")
except SyntaxError as error:
    print(type(error).__name__, error.msg)  # expect: IndentationError too many levels of indentation
for text in (
    "-" * 100000 + "1", "a." * 100000 + "b", "not " * 100000 + "x", "x" + "()" * 100000,
    "x" + " + 1" * 100000,
):
    try:
        compile(text, "<t>", "exec")
        print("fine")
    except (SyntaxError, MemoryError, RecursionError) as error:
        print("fine")  # expect: fine
        # expect: fine
        # expect: fine
        # expect: fine
        # expect: fine
