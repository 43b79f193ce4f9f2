space = {"x": 5}
exec("y = x * 2\ndef f():\n    return y + 1", space)
print(space["y"], space["f"](), eval("x + y", space), eval("a * 2", {}, {"a": 21}))  # expect: 10 11 15 42
z = 1
exec("z = z + 10")
print(z, eval("z"), eval(compile("z * 2", "<string>", "eval")), eval("  3 + 4"))  # expect: 11 11 22 7
local = {}
exec("made = 1", {}, local)
print(local)  # expect: {'made': 1}
for text in ("x = 1", "", "1 +", "def"):
    try:
        eval(text)
    except SyntaxError as error:
        print(error.msg)  # expect: invalid syntax
        # expect: invalid syntax
        # expect: invalid syntax
        # expect: invalid syntax
