print(True & False, True | False, True ^ True, type(True & True))  # expect: False True False <class 'bool'>
print(True & 1, type(True & 1), True | 6, False ^ 3)  # expect: 1 <class 'int'> 7 3
x = True
x &= False
print(x)  # expect: False
x |= 1
print(x, type(x))  # expect: 1 <class 'int'>
