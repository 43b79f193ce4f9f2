a = [1]
b = a
print(a is b, a is [1], a is not [1], None is None, 1 in (1, 2), 3 not in (1, 2), not 3 in (1, 2))
# expect: True False True True True True True
print("" in "abc", "k" in {"k": 1}, (1, 2) in [(1, 2)], 2 in range(3), "x" in {"x"}, 97 in b"a")
# expect: True True True True True True
for action in (lambda: 1 in 5, lambda: "a" in None, lambda: [] in "a"):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: argument of type 'int' is not iterable
        # expect: argument of type 'NoneType' is not iterable
        # expect: 'in <string>' requires string as left operand, not list
