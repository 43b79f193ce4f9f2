print((1, 2) < (1, 2, 0), (2,) > (1, 99), (1, "a") < (2, None), (1, 2) == (1.0, 2.0), (1, (2, 3)) < (1, (2, 4)))
# expect: True True True True True
print(sorted([(2, "b"), (1, "z"), (2, "a")]), max([(1, 5), (1, 7)]), min((3, 1), (3, 0)))
# expect: [(1, 'z'), (2, 'a'), (2, 'b')] (1, 7) (3, 0)
try:
    (1, "a") < (1, 2)
except TypeError as error:
    print(error)  # expect: '<' not supported between instances of 'str' and 'int'
nan = float("nan")
print((nan,) == (nan,), (1, nan) == (1, float("nan")))  # expect: True False
