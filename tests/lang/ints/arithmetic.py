# The four operations keep integers exact; only / leaves them.
print(7 + 5, 7 - 12, 7 * -6)  # expect: 12 -5 -42
print(7 / 2, 8 / 2)  # expect: 3.5 4.0
print(7 // 2, 7 % 2)  # expect: 3 1
print(2 ** 10, 2 ** 0, 0 ** 0)  # expect: 1024 1 1
print(2 ** -1)  # expect: 0.5
print(-3 ** 2, (-3) ** 2)  # expect: -9 9
print(+5, -5, - -5, ~5)  # expect: 5 -5 5 -6
