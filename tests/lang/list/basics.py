a = [3, 1, 2]
print(a, len(a), a[0], a[-1], a + [4], a * 2, [] == [], [[]])
# expect: [3, 1, 2] 3 3 2 [3, 1, 2, 4] [3, 1, 2, 3, 1, 2] True [[]]
a[1] = "one"
a[-1] = None
print(a, 3 in a, 9 not in a, a == [3, "one", None], a != [])  # expect: [3, 'one', None] True True True True
b = a
b.append(5)
print(a is b, a, list(), list("ab"), list((1, 2)), list({"k": 1}))
# expect: True [3, 'one', None, 5] [] ['a', 'b'] [1, 2] ['k']
print([1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 9], [] <= [])  # expect: True True True True
