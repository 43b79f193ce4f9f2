# Doubles with very large or very small exponents behave like all others.
values = [1e-300, 1e-200, 1e-100, 1e-77, 1e-50, 1.0, 1e50, 1e77, 1e78, 1e100, 1e200, 1e300]
print([value * 2 / 2 == value for value in values] == [True] * len(values))  # expect: True
print([-value < 0 for value in values].count(True))  # expect: 12
total = 1.0
for value in values:
    total = total * value
print(total)  # expect: 0.0
print(values[0] * values[-1], values[1] / values[2], values[4] + 0)  # expect: 1.0 1e-100 1e-50
