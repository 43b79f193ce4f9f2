print(sorted([3, 1, 2]), sorted("bac", reverse=True), sorted({"b": 1, "a": 2}), sorted([-3, 2, 1], key=abs), sorted([]), sorted((2, 1)))
# expect: [1, 2, 3] ['c', 'b', 'a'] ['a', 'b'] [1, 2, -3] [] [1, 2]
print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed(range(3))), list(reversed({"a": 1, "b": 2})), tuple(reversed((1, 2))))
# expect: [3, 2, 1] ['c', 'b', 'a'] [2, 1, 0] ['b', 'a'] (2, 1)
for action in (
    lambda: reversed(5), lambda: reversed({1}), lambda: sorted([1, "a"]), lambda: sorted(),
    lambda: reversed(),
):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: 'int' object is not reversible
        # expect: 'set' object is not reversible
        # expect: '<' not supported between instances of 'str' and 'int'
        # expect: sorted expected 1 argument, got 0
        # expect: reversed expected 1 argument, got 0
