table = {"up": [str.upper]}
def with_function(f):
    return lambda value: f(value)

@(lambda f: f())
def seven():
    return 7

print(seven)  # expect: 7
wrap = [lambda f: lambda: "<" + f() + ">"]
@wrap[0]
def text():
    return "t"

print(text(), table["up"][0]("x"))  # expect: <t> X
