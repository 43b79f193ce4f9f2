# Names of a class body are not visible in its functions.
x = "global"
class C:
    x = "class"
    y = x + " body"
    values = [x for _ in range(1)]

    def get(self):
        return x

print(C.y, C().get(), C.values)  # expect: class body global ['global']
class D:
    print(x)  # expect: global
    x = x + " then local"
    print(x)  # expect: global then local
    del x
    print(x)  # expect: global

def f():
    x = "function"
    class E:
        y = x
    return E.y

print(f())  # expect: function
