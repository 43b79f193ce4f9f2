class Plugin:
    found = []

    def __init_subclass__(cls, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.tag = tag
        Plugin.found.append(cls.__name__)

class A(Plugin): pass
class B(Plugin, tag="b"): pass
class C(B, tag="c"): pass

print(Plugin.found, A.tag, B.tag, C.tag)  # expect: ['A', 'B', 'C'] None b c
try:
    class D(Plugin, nope=1): pass
except TypeError as error:
    print(error)  # expect: D.__init_subclass__() takes no keyword arguments
try:
    class E(nope=1): pass
except TypeError as error:
    print(error)  # expect: E.__init_subclass__() takes no keyword arguments
