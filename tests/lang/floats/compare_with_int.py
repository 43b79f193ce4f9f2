print(1 == 1.0, 1 < 1.5, 2 > 1.5, 0.1 + 0.2 == 0.3)  # expect: True True True False
print(2 ** 53 + 1 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53)  # expect: False True
print(10 ** 22 == 1e22, 10 ** 23 == 1e23)  # expect: True False
print(10 ** 400 == 1e308, 10 ** 400 > 1e308, -10 ** 400 < -1e308)  # expect: False True True
print(1e308 < 10 ** 309, float("inf") > 10 ** 1000)  # expect: True True
print(True == 1.0, False == -0.0, 0.0 == -0.0)  # expect: True True True
