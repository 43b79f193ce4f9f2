x = 1
def f():
    print(x)
    x = 2

def g(flag):
    if flag:
        y = 1
    return y

def h():
    x += 1

def k():
    del z
    z = 1

for action in (f, lambda: g(False), h, k):
    try:
        action()
    except UnboundLocalError as error:
        print(error)  # expect: cannot access local variable 'x' where it is not associated with a value
        # expect: cannot access local variable 'y' where it is not associated with a value
        # expect: cannot access local variable 'x' where it is not associated with a value
        # expect: cannot access local variable 'z' where it is not associated with a value
print(g(True), issubclass(UnboundLocalError, NameError))  # expect: 1 True
