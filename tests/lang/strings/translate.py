table = str.maketrans("abc", "xyz", "d")
print("aabbccdd".translate(table), table)  # expect: xxyyzz {97: 120, 98: 121, 99: 122, 100: None}
print("hello".translate({ord("l"): None, ord("o"): "0!"}), "a".translate({97: 98}))  # expect: he0! b
print(str.maketrans({"a": 1, 98: "c"}))  # expect: {97: 1, 98: 'c'}
try:
    str.maketrans("ab", "c")
except ValueError as error:
    print(error)  # expect: the first two maketrans arguments must have equal length
