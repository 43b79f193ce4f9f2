exec("x = 1\r\nif x:\r\n    print('crlf')\r\n")  # expect: crlf
exec("x = 2\rprint('cr', x)\r")  # expect: cr 2
exec("print('no newline at the end')")  # expect: no newline at the end
exec("\n\n\n# only comments\n\n")
exec("")
exec("if True:\n    print('block without a final newline')")  # expect: block without a final newline
exec("text = '''a\r\nb'''\nprint(repr(text))")  # expect: 'a\nb'
exec("\ufeffprint('byte order mark')")  # expect-error: SyntaxError: invalid non-printable character U+FEFF
exec(b"print('from bytes')")
exec("# -*- coding: utf-8 -*-\nprint('\u4e2d')")
