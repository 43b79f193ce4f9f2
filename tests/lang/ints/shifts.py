print(1 << 0, 1 << 5, 1 << 62, 1 << 64)  # expect: 1 32 4611686018427387904 18446744073709551616
print(-1 << 3, -5 >> 1, -1 >> 100)  # expect: -8 -3 -1
print(255 >> 4, 255 >> 8, 1 >> 1000)  # expect: 15 0 0
print(1 << 200)  # expect: 1606938044258990275541962092341162602522202993782792835301376
print((1 << 200) >> 190)  # expect: 1024
print(-(1 << 100) >> 98)  # expect: -4
try:
    1 << -1
except ValueError as error:
    print(error)  # expect: negative shift count
try:
    1 >> -1
except ValueError as error:
    print(error)  # expect: negative shift count
