matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)])  # expect: [[1, 4], [2, 5], [3, 6]]
print([x for row in matrix for x in row if x % 2])  # expect: [1, 3, 5]
print([(i, j, k) for i in range(2) for j in range(i, 2) for k in range(j, 2)])
# expect: [(0, 0, 0), (0, 0, 1), (0, 1, 1), (1, 1, 1)]
print([[(x, y) for x in range(y)] for y in range(3)])  # expect: [[], [(0, 1)], [(0, 2), (1, 2)]]
print({x: [y for y in range(x)] for x in range(3)}, sorted({y for x in matrix for y in x}))
# expect: {0: [], 1: [0], 2: [0, 1]} [1, 2, 3, 4, 5, 6]
print([x + y for x, y in zip(*matrix)], [a for a, *b in ["xyz", "uvw"]])  # expect: [5, 7, 9] ['x', 'u']
