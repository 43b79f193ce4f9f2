print(sorted({x % 3 for x in range(10)}), {c for c in "aaa"}, len({(x, y) for x in range(3) for y in range(3) if x != y}))
# expect: [0, 1, 2] {'a'} 6
print(sorted({len(word) for word in ["a", "bb", "cc", "ddd"]}))  # expect: [1, 2, 3]
