import support.shapes  # expect: shapes is loading as support.shapes
import support.shapes as again
from support.shapes import Square, double
print(Square(3).area(), double(4), again is support.shapes)  # expect: 9 8 True
support.shapes.FACTOR = 10
print(double(4), again.PI, support.shapes.__doc__)  # expect: 40 3 Shapes, for the import tests.
