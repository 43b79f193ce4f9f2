people = {"Ann": {"age": 30, "tags": ("a", "b")}, "Bob": {"age": 25, "tags": ("c", "d")}}
for name, (first, second) in [(n, p["tags"]) for n, p in people.items()]:
    print(name, first, second)  # expect: Ann a b
    # expect: Bob c d
for (a, b), [c, *d] in zip([(1, 2), (3, 4)], ["xyz", "w"]):
    print(a, b, c, d)  # expect: 1 2 x ['y', 'z']
    # expect: 3 4 w []
for i, (k, v) in enumerate({"one": 1, "two": 2}.items(), 1):
    print(i, k, v)  # expect: 1 one 1
    # expect: 2 two 2
