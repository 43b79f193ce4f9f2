class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y

class Other: pass

def f(v):
    match v:
        case Point(0, 0):
            return "origin"
        case Point(x, y=0):
            return f"on x {x}"
        case Point(x=x, y=y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "point"
        case int(n) | float(n):
            return f"number {n}"
        case str() as s:
            return f"str {s}"
        case _:
            return "other"

print([f(v) for v in (Point(0, 0), Point(3, 0), Point(2, 2), Point(1, 2), 5, 1.5, "t", Other(), True)])
# expect: ['origin', 'on x 3', 'diagonal 2', 'point', 'number 5', 'number 1.5', 'str t', 'other', 'number True']
try:
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as error:
    print(error)  # expect: Point() accepts 2 positional sub-patterns (3 given)
try:
    match Other():
        case Other(1): pass
except TypeError as error:
    print(error)  # expect: Other() accepts 0 positional sub-patterns (1 given)
