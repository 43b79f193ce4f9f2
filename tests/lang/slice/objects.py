s = slice(1, 5, 2)
print(s, s.start, s.stop, s.step, slice(3), slice(None), slice(1, None))
# expect: slice(1, 5, 2) 1 5 2 slice(None, 3, None) slice(None, None, None) slice(1, None, None)
print("abcdefgh"[s], [0, 1, 2, 3][slice(2)], (1, 2, 3)[slice(None, None, -1)])  # expect: bd [0, 1] (3, 2, 1)
print(slice(1, 2) == slice(1, 2, None), slice(1) == slice(2))  # expect: True False
print(slice(-3, None).indices(10), slice(None, None, -1).indices(5), slice(0, 100, 7).indices(20))
# expect: (7, 10, 1) (4, -1, -1) (0, 20, 7)
try:
    slice()
except TypeError as error:
    print(error)  # expect: slice expected at least 1 argument, got 0
