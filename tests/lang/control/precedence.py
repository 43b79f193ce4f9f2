print(2 + 3 * 4, (2 + 3) * 4, 2 ** 3 ** 2, -2 ** 2, 2 ** -1, 7 // 2 * 2, 7 - 2 - 1, 100 / 10 / 2)
# expect: 14 20 512 -4 0.5 6 4 5.0
print(1 | 2 ^ 3 & 4, 1 << 2 + 1, ~1 + 1, not True == False, 1 + 1 == 2 and 3, 5 & 3 == 3)  # expect: 3 8 -1 True 3 False
print(1 if True else 2 if False else 3, not 0 or 1 / 0, -5 // 2, -(5 // 2), -5 % 3, +-+3)  # expect: 1 True -3 -2 1 -3
print(3 * "ab" + "c", [1] + [2] * 2, 1, 2 < 3, *[4], sep="|")  # expect: abababc|[1, 2, 2]|1|True|4
print((lambda x: x + 1 if x else 0)(1), [*range(2), 3 if 0 else 4], 1 < 2 == True)  # expect: 2 [0, 1, 4] False
