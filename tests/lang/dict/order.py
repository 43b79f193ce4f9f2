d = {}
for key in "zebra":
    d[key] = d.get(key, 0) + 1
print(d)  # expect: {'z': 1, 'e': 1, 'b': 1, 'r': 1, 'a': 1}
del d["z"]
d["z"] = 9
print(list(d), list(reversed(d)))  # expect: ['e', 'b', 'r', 'a', 'z'] ['z', 'a', 'r', 'b', 'e']
d["e"] = "updated in place"
print(d)  # expect: {'e': 'updated in place', 'b': 1, 'r': 1, 'a': 1, 'z': 9}
for i in range(100):
    d[i] = i
for i in range(100):
    if i % 10:
        del d[i]
print(list(d.items()))
# expect: [('e', 'updated in place'), ('b', 1), ('r', 1), ('a', 1), ('z', 9), (0, 0), (10, 10), (20, 20), (30, 30), (40, 40), (50, 50), (60, 60), (70, 70), (80, 80), (90, 90)]
