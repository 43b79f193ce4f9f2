import support.deep  # expect: shapes is loading as support.shapes
from support.deep import leaf, pi
print(support.deep.name, leaf.name, pi, support.deep.leaf is leaf, leaf.__package__, support.__package__)
# expect: leaf of support package leaf of support package 3 True support.deep support
