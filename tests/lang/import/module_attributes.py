import support.shapes  # expect: shapes is loading as support.shapes
import math

try:
    support.shapes.nothing
except AttributeError as error:
    print(error)  # expect: module 'support.shapes' has no attribute 'nothing'
try:
    math.nothing
except AttributeError as error:
    print(error)  # expect: module 'math' has no attribute 'nothing'
support.shapes.added = 1
print(support.shapes.added, "added" in dir(support.shapes), vars(support.shapes)["PI"])  # expect: 1 True 3
del support.shapes.added
print(hasattr(support.shapes, "added"), __name__, repr(math).split(" (")[0].split(" from")[0])
# expect: False __main__ <module 'math'
