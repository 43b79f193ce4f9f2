class Circle:
    def __init__(self, r): self.r = r
    def area(self): return 3 * self.r ** 2

class Rect:
    def __init__(self, w, h): self.w, self.h = w, h
    def area(self): return self.w * self.h

class Grown(Rect):
    def area(self): return super().area() * 10

shapes = [Circle(2), Rect(2, 3), Grown(1, 2), Circle(1)] * 3
print([shape.area() for shape in shapes[:4]], sum([shape.area() for shape in shapes]))  # expect: [12, 6, 20, 3] 123
Rect.area = lambda self: 0
print([shape.area() for shape in shapes[:4]])  # expect: [12, 0, 0, 3]
shapes[0].area = lambda: "own"
print(shapes[0].area(), shapes[3].area())  # expect: own 3
