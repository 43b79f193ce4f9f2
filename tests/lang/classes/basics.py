class Point:
    """A point."""
    dimension = 2

    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def moved(self, dx):
        return Point(self.x + dx, self.y)

p = Point(1)
q = p.moved(5)
print(p.x, p.y, q.x, q.dimension, Point.dimension, Point.__doc__, Point.__name__, p.__class__ is Point, type(p) is Point)
# expect: 1 0 6 2 2 A point. Point True True
p.new = "added"
print(p.new, p.__dict__, hasattr(q, "new"), isinstance(p, Point), Point.__module__, Point)
# expect: added {'x': 1, 'y': 0, 'new': 'added'} False True __main__ <class '__main__.Point'>
