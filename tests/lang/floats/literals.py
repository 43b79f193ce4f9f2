print(1., .5, 1e3, 1E3, 1e+3, 1e-3, 1_000.5, 1_0e1_0, 00.5, 1.e2)
# expect: 1.0 0.5 1000.0 1000.0 1000.0 0.001 1000.5 100000000000.0 0.5 100.0
for text in ("1e", "1._5", "1_.5", "1.5.5", "1e5x"):
    try:
        print(eval(text))
    except SyntaxError as error:
        print(text, "|", error.msg)  # expect: 1e | invalid decimal literal
        # expect: 1._5 | invalid decimal literal
        # expect: 1_.5 | invalid decimal literal
        # expect: 1.5.5 | invalid syntax
        # expect: 1e5x | invalid decimal literal
