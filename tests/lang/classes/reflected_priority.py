# A subclass on the right is asked first, if it overrides the reflected method.
class A:
    def __add__(self, o): return "A.add"
    def __radd__(self, o): return "A.radd"

class B(A):
    def __radd__(self, o): return "B.radd"

class C(A):
    pass

print(A() + B(), A() + C(), B() + A(), A() + A(), 1 + A())  # expect: B.radd A.add A.add A.add A.radd
class No:
    def __add__(self, o): return NotImplemented
    def __radd__(self, o): return NotImplemented

for action in (lambda: No() + No(), lambda: No() + 1, lambda: 1 + No(), lambda: No() + A()):
    try:
        print(action())
    except TypeError as error:
        print(error)  # expect: unsupported operand type(s) for +: 'No' and 'No'
        # expect: unsupported operand type(s) for +: 'No' and 'int'
        # expect: unsupported operand type(s) for +: 'int' and 'No'
        # expect: A.radd
