class C:
    def m(self, a): pass
    def nothing(): pass
    @classmethod
    def c(cls, a): pass
    @staticmethod
    def s(a): pass
    def __init__(self, *args):
        if len(args) > 1:
            raise TypeError("too many")

class D:
    pass

class E:
    def __init__(self, x):
        self.x = x

for call in (lambda: C().m(), lambda: C().m(1, 2), lambda: C().nothing(), lambda: C.c(), lambda: C.s(), lambda: C.m(), lambda: C.m(C()),
             lambda: C(1, 2), lambda: D(1), lambda: D(x=1), lambda: E(), lambda: E(1, 2), lambda: E(y=1), lambda: C().m(b=1)):
    try:
        call()
    except TypeError as error:
        print(error)  # expect: C.m() missing 1 required positional argument: 'a'
        # expect: C.m() takes 2 positional arguments but 3 were given
        # expect: C.nothing() takes 0 positional arguments but 1 was given
        # expect: C.c() missing 1 required positional argument: 'a'
        # expect: C.s() missing 1 required positional argument: 'a'
        # expect: C.m() missing 2 required positional arguments: 'self' and 'a'
        # expect: C.m() missing 1 required positional argument: 'a'
        # expect: too many
        # expect: D() takes no arguments
        # expect: D() takes no arguments
        # expect: E.__init__() missing 1 required positional argument: 'x'
        # expect: E.__init__() takes 2 positional arguments but 3 were given
        # expect: E.__init__() got an unexpected keyword argument 'y'
        # expect: C.m() got an unexpected keyword argument 'b'
