# expect-exit: 1
# expect-stderr: SyntaxError: Non-UTF-8 code starting with '\xff' in file
x = 1
y = "ÿ"
