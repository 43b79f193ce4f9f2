a = [3, 1, 2, 10, -5]
print(a.sort(), a)  # expect: None [-5, 1, 2, 3, 10]
a.sort(reverse=True)
print(a)  # expect: [10, 3, 2, 1, -5]
words = ["banana", "kiwi", "Apple", "fig"]
words.sort(key=len)
print(words)  # expect: ['fig', 'kiwi', 'Apple', 'banana']
words.sort(key=str.lower, reverse=True)
print(words)  # expect: ['kiwi', 'fig', 'banana', 'Apple']
print(sorted([2.5, 1, True, 10 ** 20, -1e300]), sorted("bca"), sorted({3: 1, 1: 2}))
# expect: [-1e+300, 1, True, 2.5, 100000000000000000000] ['a', 'b', 'c'] [1, 3]
print(sorted([[2, 1], [1, 9], [1]]), sorted([(1, "b"), (1, "a"), (0, "z")]))
# expect: [[1], [1, 9], [2, 1]] [(0, 'z'), (1, 'a'), (1, 'b')]
