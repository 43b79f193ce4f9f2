a = [1, 2, 3]
print(a.reverse(), a, a[::-1], list(reversed(a)))  # expect: None [3, 2, 1] [1, 2, 3] [1, 2, 3]
a *= 2
print(a)  # expect: [3, 2, 1, 3, 2, 1]
a *= 0
print(a, [1] * -1, 2 * ["x"])  # expect: [] [] ['x', 'x']
print([1, [2, 3]] == [1, [2, 3]], [1, 2] == (1, 2), [1, 2] <= [1, 2], [1, "a"] < [2, 5])  # expect: True False True True
