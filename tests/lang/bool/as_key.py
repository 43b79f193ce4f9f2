d = {True: "true", 0: "zero"}
d[1] = "one"
d[False] = "false"
print(d)  # expect: {True: 'one', 0: 'false'}
print([True, False, True].count(1), [1, 0].index(False), sorted([True, 3, False, -1]))
# expect: 2 1 [-1, False, True, 3]
