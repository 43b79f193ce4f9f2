class A:
    def who(self):
        return "A"

class B(A):
    def who(self):
        return "B" + super().who()

class C(A):
    def who(self):
        return "C" + super().who()

class D(B, C):
    def who(self):
        return "D" + super().who()

print(D().who(), [k.__name__ for k in D.__mro__], D.mro() == list(D.__mro__))
# expect: DBCA ['D', 'B', 'C', 'A', 'object'] True
try:
    class E(A, B):
        pass
except TypeError as error:
    print(error)  # expect: Cannot create a consistent method resolution order (MRO) for bases A, B
try:
    class F(A, A):
        pass
except TypeError as error:
    print(error)  # expect: duplicate base class A
