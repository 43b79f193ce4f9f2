# expect-error: SyntaxError: '(' was never closed
print((1, 2)
x = 5
