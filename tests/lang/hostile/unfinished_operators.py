# An operator that nothing follows is looked at once, however deep it is nested.
def error_of(source):
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as error:
        return error.msg


print(error_of("t(2 + 3 * (4, *(" * 12))  # expect: '(' was never closed
print(error_of("f(1 - 2 ** (" * 20))  # expect: '(' was never closed
print(error_of("(a | b & c ^ d << e + f * (" * 12))  # expect: '(' was never closed
print(error_of("[a or b and not (" * 20))  # expect: '(' was never closed
print(error_of("def f[*bda: (1,) * (1 < [Tes\n\n"))  # expect: '[' was never closed
