def needs_argument(function, extra):
    return function

for text in (
    "@undefined\ndef f(): pass", "@5\ndef f(): pass", "@needs_argument\ndef f(): pass", "@(lambda: 1)\nclass C: pass",
    "@None\nclass C: pass",
):
    try:
        exec(text)
    except (NameError, TypeError) as error:
        print(type(error).__name__, error)  # expect: NameError name 'undefined' is not defined
        # expect: TypeError 'int' object is not callable
        # expect: TypeError needs_argument() missing 1 required positional argument: 'extra'
        # expect: TypeError <lambda>() takes 0 positional arguments but 1 was given
        # expect: TypeError 'NoneType' object is not callable
for text in ("@\ndef f(): pass", "@x", "@x\ny = 1", "@x def f(): pass"):
    try:
        compile(text, "<t>", "exec")
    except SyntaxError as error:
        print(error.msg)  # expect: invalid syntax
        # expect: invalid syntax
        # expect: invalid syntax
        # expect: invalid syntax
