a = {1, 2, 3}
print(a <= a, a < a, a >= {1}, a > {1, 2, 3}, set() < a, {4} <= a, a == {3, 2, 1}, a != {1}, {1, 2} < {1, 3})
# expect: True False True False True False True True False
print(a & {1, 9} == {1}, a.isdisjoint({7}), a.isdisjoint([1]), a.issubset({1, 2, 3, 4}), a.issuperset(()), frozenset(a) == a)
# expect: True True False True True True
print(sorted([len(s) for s in ({1}, set(), {1, 2})]), {1} == {1.0}, {True} == {1})  # expect: [0, 1, 2] True True
