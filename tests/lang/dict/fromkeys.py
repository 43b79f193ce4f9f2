print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), dict.fromkeys(range(2), []))
# expect: {'a': None, 'b': None, 'c': None} {1: 0, 2: 0} {0: [], 1: []}
d = dict.fromkeys("ab", [])
d["a"].append(1)
print(d)  # expect: {'a': [1], 'b': [1]}
print(list(dict.fromkeys("mississippi")))  # expect: ['m', 'i', 's', 'p']
