a, b, c = 1, 2, 3
del a
del (b, c)
for name in ("a", "b", "c"):
    try:
        eval(name)
    except NameError as error:
        print(error)  # expect: name 'a' is not defined
        # expect: name 'b' is not defined
        # expect: name 'c' is not defined
def f():
    x = 1
    del x
    try:
        x
    except UnboundLocalError as error:
        print(error)
    x = 2
    print(x)

f()
# expect: cannot access local variable 'x' where it is not associated with a value
# expect: 2
try:
    del a
except NameError as error:
    print(error)  # expect: name 'a' is not defined
