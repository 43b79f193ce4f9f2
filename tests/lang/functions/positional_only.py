def f(a, b=2, /, c=3, *, d=4):
    return a, b, c, d

print(f(1), f(1, 5, 6, d=7), f(1, c=9))  # expect: (1, 2, 3, 4) (1, 5, 6, 7) (1, 2, 9, 4)
for action in (lambda: f(a=1), lambda: f(1, b=2), lambda: f(), lambda: f(1, 2, 3, 4)):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: f() got some positional-only arguments passed as keyword arguments: 'a'
        # expect: f() got some positional-only arguments passed as keyword arguments: 'b'
        # expect: f() missing 1 required positional argument: 'a'
        # expect: f() takes from 1 to 3 positional arguments but 4 were given

def g(a, /, **kwargs):
    return a, kwargs

print(g(1, a=2))  # expect: (1, {'a': 2})
def h(x, /):
    pass

try:
    h(x=1)
except TypeError as error:
    print(error)  # expect: h() got some positional-only arguments passed as keyword arguments: 'x'
