n = 10
n += 5
n -= 1
n *= 3
print(n)  # expect: 42
n //= 4
n %= 7
print(n)  # expect: 3
n **= 5
n <<= 70
print(n)  # expect: 286883763834330946732032
n >>= 68
n |= 1
n &= 0xFF
n ^= 0xF
print(n)  # expect: 194
n /= 4
print(n)  # expect: 48.5
