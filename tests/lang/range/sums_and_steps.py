print([sum(range(a, b, s)) for a, b, s in ((0, 10, 1), (10, 0, -1), (0, -10, -3), (5, 5, 1), (0, 1, 100))])
# expect: [45, 55, -18, 0, 0]
for start, stop, step in ((0, 5, 2), (5, 0, -2), (-5, 5, 5), (3, -3, -1)):
    print(list(range(start, stop, step)), len(range(start, stop, step)))  # expect: [0, 2, 4] 3
    # expect: [5, 3, 1] 3
    # expect: [-5, 0] 2
    # expect: [3, 2, 1, 0, -1, -2] 6
total = 0
for i in range(-(2 ** 31) - 2, -(2 ** 31) + 2):
    total += i
print(total, [i for i in range(2 ** 63 - 1, 2 ** 63 + 2)], list(range(2 ** 64, 2 ** 64 - 3, -1)))
# expect: -8589934594 [9223372036854775807, 9223372036854775808, 9223372036854775809] [18446744073709551616, 18446744073709551615, 18446744073709551614]
