print(round(15), round(15, -1), round(25, -1), round(-15, -1), round(12345, -2), round(12345, 2))
# expect: 15 20 20 -20 12300 12345
print(round(10 ** 30 + 5, -1), round(449, -3), round(501, -3))  # expect: 1000000000000000000000000000000 0 1000
print(abs(-5), abs(5), abs(-10 ** 30), divmod(-7, 2), divmod(7, -2))
# expect: 5 5 1000000000000000000000000000000 (-4, 1) (-4, -1)
print((7).__round__(), (7).__trunc__(), (7).__floor__(), (7).__ceil__())  # expect: 7 7 7 7
