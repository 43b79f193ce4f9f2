print(tuple("abc"), tuple([1, (2,)]), tuple({"k": 1, "l": 2}), tuple(range(3)), tuple(map(str, (1, 2))), tuple(enumerate("x")))
# expect: ('a', 'b', 'c') (1, (2,)) ('k', 'l') (0, 1, 2) ('1', '2') ((0, 'x'),)
for i, (a, b) in enumerate(((1, 2), (3, 4))):
    print(i, a, b)  # expect: 0 1 2
    # expect: 1 3 4
t = (3, 1, 2)
print(list(t), sorted(t), sum(t), max(t), list(reversed(t)), list(zip(t, t[1:])), [x * 2 for x in t], all(t), any(()))
# expect: [3, 1, 2] [1, 2, 3] 6 3 [2, 1, 3] [(3, 1), (1, 2)] [6, 2, 4] True False
