# The first iterable is evaluated in the enclosing scope, the others inside.
class C:
    n = 3
    first = [i for i in range(n)]
    try:
        second = [j for i in range(2) for j in range(n)]
    except NameError as error:
        print(error)  # expect: name 'n' is not defined

print(C.first)  # expect: [0, 1, 2]
try:
    [x for x in 5]
except TypeError as error:
    print(error)  # expect: 'int' object is not iterable
try:
    [1 / x for x in (1, 0)]
except ZeroDivisionError as error:
    print(error)  # expect: division by zero
