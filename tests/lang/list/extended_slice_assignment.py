a = list(range(10))
a[::2] = "abcde"
print(a)  # expect: ['a', 1, 'b', 3, 'c', 5, 'd', 7, 'e', 9]
a[::-3] = [1, 2, 3, 4]
print(a)  # expect: [4, 1, 'b', 3, 'c', 5, 2, 7, 'e', 1]
for value in ([1], "xyz"):
    try:
        a[::4] = list(value) + [0] * 5
    except ValueError as error:
        print(error)  # expect: attempt to assign sequence of size 6 to extended slice of size 3
        # expect: attempt to assign sequence of size 8 to extended slice of size 3
try:
    a[0:4:2] = 5
except TypeError as error:
    print(error)  # expect: must assign iterable to extended slice
print(a)  # expect: [4, 1, 'b', 3, 'c', 5, 2, 7, 'e', 1]
