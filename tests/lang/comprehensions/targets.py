items = [0, 0]
print([items[0] for items[0] in range(3)], items)  # expect: [0, 1, 2] [2, 0]
print([a + b for a, b in [(1, 2), (3, 4)]], [rest for _, *rest in ["abc", (1, 2, 3)]])
# expect: [3, 7] [['b', 'c'], [2, 3]]
print([i for i, in [(1,), (2,)]], {k: v for k, v in ["ab", "cd"]}, [x for x in "ab" "cd"])
# expect: [1, 2] {'a': 'b', 'c': 'd'} ['a', 'b', 'c', 'd']
