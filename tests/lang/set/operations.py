a, b = {1, 2, 3, 4}, {3, 4, 5}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b))  # expect: [1, 2, 3, 4, 5] [3, 4] [1, 2] [1, 2, 5]
print(sorted(a.union(b, [9])), sorted(a.intersection([1, 3], [3])), sorted(a.difference([1], [2])), sorted(a.symmetric_difference([4, 7])))
# expect: [1, 2, 3, 4, 5, 9] [3] [3, 4] [1, 2, 3, 7]
print({1, 2} < {1, 2, 3}, {1, 2} <= {1, 2}, {1, 2} < {1, 2}, {1, 2, 3} > {1}, {1} >= {2}, a.issubset(range(10)), a.issuperset([1]), a.isdisjoint([7]))
# expect: True True False True False True True True
a |= {10}
a &= {1, 2, 10}
a -= {2}
a ^= {1, 7}
print(sorted(a))  # expect: [7, 10]
