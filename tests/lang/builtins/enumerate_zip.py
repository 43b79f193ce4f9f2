print(list(enumerate("ab")), list(enumerate(["x"], 5)), list(enumerate([], start=1)), dict(enumerate("xy")))
# expect: [(0, 'a'), (1, 'b')] [(5, 'x')] [] {0: 'x', 1: 'y'}
print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), list(zip("ab", "cd", "ef")), list(zip(*[(1, 2), (3, 4)])))
# expect: [(1, 'a'), (2, 'b')] [] [(1,)] [('a', 'c', 'e'), ('b', 'd', 'f')] [(1, 3), (2, 4)]
print(list(zip([1, 2], "ab", strict=True)), list(zip([], [], strict=True)))  # expect: [(1, 'a'), (2, 'b')] []
for a, b in (([1, 2], "a"), ([1], "ab"), ([1], "a")):
    try:
        print(list(zip(a, b, strict=True)))
    except ValueError as error:
        print(error)  # expect: zip() argument 2 is shorter than argument 1
        # expect: zip() argument 2 is longer than argument 1
        # expect: [(1, 'a')]
try:
    list(zip("a", "b", "", strict=True))
except ValueError as error:
    print(error)  # expect: zip() argument 3 is shorter than arguments 1-2
for action in (
    lambda: zip(5), lambda: zip([1], 5), lambda: enumerate(5), lambda: enumerate(),
    lambda: enumerate([1], "a"), lambda: zip(x=1),
):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: 'int' object is not iterable
        # expect: 'int' object is not iterable
        # expect: 'int' object is not iterable
        # expect: enumerate() missing required argument 'iterable'
        # expect: 'str' object cannot be interpreted as an integer
        # expect: zip() got an unexpected keyword argument 'x'
z = zip("ab", range(9))
print(next(z), list(z), list(z))  # expect: ('a', 0) [('b', 1)] []
