# Division floors towards minus infinity and % takes the divisor's sign.
for a in (7, -7):
    for b in (2, -2, 3, -3):
        print(a, b, a // b, a % b)  # expect: 7 2 3 1
        # expect: 7 -2 -4 -1
        # expect: 7 3 2 1
        # expect: 7 -3 -3 -2
        # expect: -7 2 -4 1
        # expect: -7 -2 3 -1
        # expect: -7 3 -3 2
        # expect: -7 -3 2 -1
print(0 // -5, 0 % -5)  # expect: 0 0
print(-1 // 10, -1 % 10)  # expect: -1 9
print(1 // -10, 1 % -10)  # expect: -1 -9
