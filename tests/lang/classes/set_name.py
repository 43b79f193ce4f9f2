class Field:
    def __set_name__(self, owner, name):
        self.where = f"{owner.__name__}.{name}"

class A:
    x = Field()
    y = Field()

class B(A):
    z = Field()

print(A.x.where, A.y.where, B.z.where, B.x.where)  # expect: A.x A.y B.z A.x
A.late = Field()
print(hasattr(A.late, "where"))  # expect: False
class Bad:
    def __set_name__(self, owner, name):
        raise ValueError("no " + name)

try:
    class C:
        bad = Bad()
except ValueError as error:
    print(error)  # expect: no bad
