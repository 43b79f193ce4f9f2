"""One call site, four classes, inheritance and super()."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


class Shape:
    def __init__(self, size):
        self.size = size

    def area(self):
        return 0

    def name(self):
        return 1


class Square(Shape):
    def area(self):
        return self.size * self.size


class Box(Square):
    def area(self):
        return super().area() * 6


class Line(Shape):
    def name(self):
        return 2


def run(n):
    shapes = [Shape(1), Square(2), Box(3), Line(4), Square(5)]
    total = 0
    for i in range(n):
        for shape in shapes:
            total += shape.area() + shape.name()
            if isinstance(shape, Square):
                total += 1
    return total


print(run(14_000 * SCALE))
