"""Inheritance, properties, class registries and sorting."""
import math


class Shape:
    kinds = {}

    def __init_subclass__(cls, sides=0, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.sides = sides
        Shape.kinds[cls.__name__.lower()] = cls

    @classmethod
    def make(cls, kind, *sizes):
        try:
            return cls.kinds[kind](*sizes)
        except KeyError:
            raise ValueError(f"no shape called {kind}") from None

    @property
    def area(self):
        raise NotImplementedError

    def __lt__(self, other):
        return self.area < other.area

    def __str__(self):
        return f"{type(self).__name__}[{self.sides}] {self.area:.2f}"


class Circle(Shape):
    def __init__(self, radius):
        self.radius = radius

    @property
    def area(self):
        return math.pi * self.radius**2


class Rectangle(Shape, sides=4):
    def __init__(self, width, height):
        self.width, self.height = width, height

    @property
    def area(self):
        return self.width * self.height


class Square(Rectangle, sides=4):
    def __init__(self, side):
        super().__init__(side, side)


class Triangle(Shape, sides=3):
    def __init__(self, a, b, c):
        self.lengths = a, b, c

    @property
    def area(self):
        s = sum(self.lengths) / 2
        product = s
        for length in self.lengths:
            product *= s - length
        return math.sqrt(product)


shapes = [Shape.make(*row) for row in (("circle", 1), ("square", 2), ("rectangle", 3, 1), ("triangle", 3, 4, 5))]
for shape in sorted(shapes, reverse=True):
    print(shape)
print(sorted(Shape.kinds), max(shapes).sides, [isinstance(s, Rectangle) for s in shapes])
try:
    Shape.make("hexagon")
except ValueError as error:
    print(error, error.__suppress_context__)
try:
    Shape().area
except NotImplementedError as error:
    print(repr(error))
