from support.with_all import *
from support.shapes import *  # expect: shapes is loading as support.shapes
print(shown, _also_shown, "not_shown" in globals())  # expect: 1 2 False
print(PI, Square(2).area(), "_hidden" in globals())  # expect: 3 4 False
