# expect-error: IndentationError: expected an indented block after 'if' statement on line 3
print("never printed")
if True:
print("x")
