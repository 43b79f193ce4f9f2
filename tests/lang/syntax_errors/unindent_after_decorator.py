# A line between two indentations is wrong as such, whatever the line before it wanted.
for before in ("@decorator", "x = (1)", "if x:", "pass"):
    try:
        compile(f"def f():\n    {before}\n   def g(): pass\n", "<t>", "exec")
    except SyntaxError as error:
        print(before, "|", type(error).__name__, error.msg)
# expect: @decorator | IndentationError unindent does not match any outer indentation level
# expect: x = (1) | IndentationError unindent does not match any outer indentation level
# expect: if x: | IndentationError unindent does not match any outer indentation level
# expect: pass | IndentationError unindent does not match any outer indentation level
