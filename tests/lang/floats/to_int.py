print(int(3.9), int(-3.9), int(1e18), int(1e19), int(1e25), int(-1e25))
# expect: 3 -3 1000000000000000000 10000000000000000000 10000000000000000905969664 -10000000000000000905969664
print(int(0.999999999999999999), int(-0.0))  # expect: 1 0
print((3.7).__trunc__(), (3.7).__floor__(), (3.2).__ceil__(), (-3.7).__floor__())  # expect: 3 3 4 -4
print(3.0.is_integer(), 3.5.is_integer(), (0.75).as_integer_ratio(), (0.1).as_integer_ratio())
# expect: True False (3, 4) (3602879701896397, 36028797018963968)
