# Identities over numbers with thousands of digits.
a = 3 ** 5000
b = 7 ** 3000
print(a.bit_length(), b.bit_length())  # expect: 7925 8423
q, r = divmod(a * b + 1, b)
print(q == a, r)  # expect: True 1
print((a + b) * (a - b) == a * a - b * b)  # expect: True
print(a % 1000007, b % 1000007, (a * b) % 1000007)  # expect: 860653 328332 942757
text = str(3 ** 4000)
print(len(text), text[:10], text[-10:])  # expect: 1909 3055053912 1820880001
print(int(text) == 3 ** 4000)  # expect: True
print((a << 777) >> 777 == a, (a << 777) % (1 << 777))  # expect: True 0
