d = {"one": 1, "two": 2, "three": 3}
for key in d:
    print(key, d[key])  # expect: one 1
    # expect: two 2
    # expect: three 3
for key, value in d.items():
    print(key, value)  # expect: one 1
    # expect: two 2
    # expect: three 3
print([v * 2 for v in d.values()], list(enumerate(d)), max(d, key=d.get), sorted(d), sum(d.values()))
# expect: [2, 4, 6] [(0, 'one'), (1, 'two'), (2, 'three')] three ['one', 'three', 'two'] 6
print(dict(zip("abc", range(3))), {v: k for k, v in d.items()})
# expect: {'a': 0, 'b': 1, 'c': 2} {1: 'one', 2: 'two', 3: 'three'}
