if True:
	x = 1
	if x:
		print("tabs")  # expect: tabs
if True:
   print("three")  # expect: three
   if True:
         print("nine")  # expect: nine
for text in (
    "if 1:\n\tx\n        y\n", "if 1:\n        x\n\ty\n", " x = 1\n", "if 1:\nx\n",
    "if 1:\n  x\n y\n", "if 1:\n  x\n    y\n", "def f():\n", "for x in y:\n# only a comment\n",
    "class C:\npass", "while 1:\n", "try:\nx\n", "if 1:\n  x\nelse:\ny\n", "with a:\nb",
    "if 1:\n  pass\n  elif 2:\n    pass",
):
    try:
        compile(text, "<t>", "exec")
        print("compiles")
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.lineno)
        # expect: TabError inconsistent use of tabs and spaces in indentation 3
        # expect: TabError inconsistent use of tabs and spaces in indentation 3
        # expect: IndentationError unexpected indent 1
        # expect: IndentationError expected an indented block after 'if' statement on line 1 2
        # expect: IndentationError unindent does not match any outer indentation level 3
        # expect: IndentationError unexpected indent 3
        # expect: IndentationError expected an indented block after function definition on line 1 1
        # expect: IndentationError expected an indented block after 'for' statement on line 1 2
        # expect: IndentationError expected an indented block after class definition on line 1 2
        # expect: IndentationError expected an indented block after 'while' statement on line 1 1
        # expect: IndentationError expected an indented block after 'try' statement on line 1 2
        # expect: IndentationError expected an indented block after 'else' statement on line 3 4
        # expect: IndentationError expected an indented block after 'with' statement on line 1 2
        # expect: SyntaxError invalid syntax 3
