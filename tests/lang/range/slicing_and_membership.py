r = range(0, 100, 7)
print(r[2:5], r[-3:], r[::-1], r[::3], r[20:], len(r[1:-1]), list(r[-2:]))
# expect: range(14, 35, 7) range(84, 105, 7) range(98, -7, -7) range(0, 105, 21) range(105, 105, 7) 13 [91, 98]
print(49 in r, 50 in r, -7 in r, 98 in r, 105 in r, 49.0 in r, "49" in r, None in r, 10 ** 30 in r)
# expect: True False False True False True False False False
print(range(10, 0, -3)[1:], 4 in range(10, 0, -3), range(5)[::-1] == range(4, -1, -1), range(0, 5, 10) == range(1))
# expect: range(7, -2, -3) True True True
