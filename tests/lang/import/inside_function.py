def area(side):
    from support.shapes import Square
    import math as m
    return Square(side).area(), m.floor(2.5)

print("before")  # expect: before
print(area(3))  # expect: shapes is loading as support.shapes
# expect: (9, 2)
print(area(4))  # expect: (16, 2)
try:
    Square
except NameError as error:
    print(error)  # expect: name 'Square' is not defined
class C:
    import math
    from math import pi

print(C.math.floor(C.pi))  # expect: 3
