print([x * x for x in range(6)])  # expect: [0, 1, 4, 9, 16, 25]
print([x for x in range(20) if x % 3 == 0 if x % 2 == 0])  # expect: [0, 6, 12, 18]
print([(x, y) for x in range(3) for y in "ab"])  # expect: [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b'), (2, 'a'), (2, 'b')]
print([[row * 3 + col for col in range(3)] for row in range(2)])  # expect: [[0, 1, 2], [3, 4, 5]]
print([x if x % 2 else -x for x in range(5)])  # expect: [0, 1, -2, 3, -4]
print([y for x in [[1, 2], [3]] for y in x], [a + b for a, b in [(1, 2), (3, 4)]])  # expect: [1, 2, 3] [3, 7]
x = "kept"
[x for x in range(3)]
print(x)  # expect: kept
