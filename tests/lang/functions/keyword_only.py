def f(a, *, key, other="o"):
    return a, key, other

print(f(1, key=2), f(a=1, other=3, key=2))  # expect: (1, 2, 'o') (1, 2, 3)
for action in (
    lambda: f(1), lambda: f(1, 2), lambda: f(1, 2, key=3), lambda: f(key=1), lambda: f(),
):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: f() missing 1 required keyword-only argument: 'key'
        # expect: f() takes 1 positional argument but 2 were given
        # expect: f() takes 1 positional argument but 2 positional arguments (and 1 keyword-only argument) were given
        # expect: f() missing 1 required positional argument: 'a'
        # expect: f() missing 1 required positional argument: 'a'

def g(*, a, b):
    pass

for action in (lambda: g(), lambda: g(a=1), lambda: g(1), lambda: g(1, 2, a=1, b=2)):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: g() missing 2 required keyword-only arguments: 'a' and 'b'
        # expect: g() missing 1 required keyword-only argument: 'b'
        # expect: g() takes 0 positional arguments but 1 was given
        # expect: g() takes 0 positional arguments but 2 positional arguments (and 2 keyword-only arguments) were given
