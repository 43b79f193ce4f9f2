print(round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5))  # expect: 0 2 2 0 -2
print(round(2.675, 2), round(1.005, 2), round(0.125, 2), round(0.375, 2))  # expect: 2.67 1.0 0.12 0.38
print(round(1234.5678, -2), round(1234.5678, 0), round(1234.5678, 3))  # expect: 1200.0 1235.0 1234.568
print(round(1e300, 2), round(5e-324, 400), round(1.5, 20))  # expect: 1e+300 5e-324 1.5
print(type(round(2.5)), type(round(2.5, 0)))  # expect: <class 'int'> <class 'float'>
print(round(1e20), round(-1e20))  # expect: 100000000000000000000 -100000000000000000000
