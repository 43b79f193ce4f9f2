s = "Python"
print(s[0], s[5], s[-1], s[-6], s[True])  # expect: P n n P y
for index in (6, -7, 10 ** 30, "0", 1.0, None):
    try:
        s[index]
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)  # expect: IndexError string index out of range
        # expect: IndexError string index out of range
        # expect: IndexError cannot fit 'int' into an index-sized integer
        # expect: TypeError string indices must be integers, not 'str'
        # expect: TypeError string indices must be integers, not 'float'
        # expect: TypeError string indices must be integers, not 'NoneType'
try:
    s[0] = "J"
except TypeError as error:
    print(error)  # expect: 'str' object does not support item assignment
try:
    del s[0]
except TypeError as error:
    print(error)  # expect: 'str' object doesn't support item deletion
