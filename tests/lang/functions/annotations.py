def f(a: int, *args: str, k: "text" = 1, **kw: list) -> None:
    b: int = 5
    c: str
    return b

print(f("not checked"), sorted(f.__annotations__), f.__annotations__["k"])
# expect: 5 ['a', 'args', 'k', 'kw', 'return'] text
x: int = 3
y: "undefined name"
print(x, "y" in globals())  # expect: 3 False
try:
    y
except NameError as error:
    print(error)  # expect: name 'y' is not defined
def h(a: undefined_is_evaluated = 1): pass  # expect-error: NameError: name 'undefined_is_evaluated' is not defined
