class Shape:
    def area(self):
        raise NotImplementedError("area of " + type(self).__name__)

class Square(Shape):
    def __init__(self, side): self.side = side
    def area(self): return self.side ** 2

class Blob(Shape): pass

for shape in (Square(3), Blob()):
    try:
        print(shape.area())  # expect: 9
    except NotImplementedError as error:
        print("missing:", error)  # expect: missing: area of Blob
print(issubclass(NotImplementedError, RuntimeError))  # expect: True
try:
    NotImplemented()
except TypeError as error:
    print(error)  # expect: 'NotImplementedType' object is not callable
