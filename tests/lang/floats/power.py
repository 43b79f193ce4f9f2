print(2.0 ** 10, 10.0 ** -3, 0.0 ** 0, 1.0 ** float("nan"), float("inf") ** 0)  # expect: 1024.0 0.001 1.0 1.0 1.0
print((-8) ** 3.0, (-2.0) ** -3)  # expect: -512.0 -0.125
print(4 ** 1.5, 10 ** 0.0)  # expect: 8.0 1.0
try:
    10.0 ** 400
except OverflowError as error:
    print(error.args)  # expect: (34, 'Numerical result out of range')
try:
    2.0 ** "x"
except TypeError as error:
    print(error)  # expect: unsupported operand type(s) for ** or pow(): 'float' and 'str'
