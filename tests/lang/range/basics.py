print(range(5), range(1, 5), range(0, 10, 3), list(range(5)), list(range(5, 0, -2)), list(range(0)), list(range(3, 1)))
# expect: range(0, 5) range(1, 5) range(0, 10, 3) [0, 1, 2, 3, 4] [5, 3, 1] [] []
r = range(2, 20, 3)
print(len(r), r[0], r[-1], r[2], r[1:3], r[::-1], r[::2], list(r))
# expect: 6 2 17 8 range(5, 11, 3) range(17, -1, -3) range(2, 20, 6) [2, 5, 8, 11, 14, 17]
print(8 in r, 9 in r, "x" in r, 8.0 in r, r.index(11), r.count(5), r.count(6))  # expect: True False False True 3 1 0
print(r.start, r.stop, r.step, range(3) == range(0, 3, 1), range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2))
# expect: 2 20 3 True True True
print(bool(range(0)), bool(range(1)), hash(range(3)) == hash(range(0, 3)), list(reversed(range(4))))
# expect: False True True [3, 2, 1, 0]
