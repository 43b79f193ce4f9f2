class A:
    def __init__(self):
        self.log = ["A"]

    @classmethod
    def make(cls):
        return "A.make " + cls.__name__

    @property
    def prop(self):
        return "A.prop"

class B(A):
    def __init__(self):
        super(B, self).__init__()
        self.log.append("B")

    @classmethod
    def make(cls):
        return "B+" + super().make()

    @property
    def prop(self):
        return "B+" + super().prop

class C(B):
    pass

print(C().log, C.make(), C().prop)  # expect: ['A', 'B'] B+A.make C B+A.prop
try:
    super().x
except RuntimeError as error:
    print(error)  # expect: super(): no arguments
class Bad(A):
    def f():
        return super().prop

try:
    Bad.f()
except RuntimeError as error:
    print(error)  # expect: super(): no arguments
try:
    super(B, 5)
except TypeError as error:
    print(error)  # expect: super(type, obj): obj (instance of int) is not an instance or subtype of type (B).
try:
    class G(A):
        def h(self):
            return super().nothing
    G().h()
except AttributeError as error:
    print(error)  # expect: 'super' object has no attribute 'nothing'
