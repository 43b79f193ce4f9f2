grid = [[(row * 3 + row // 3 + column) % 9 + 1 for column in range(9)] for row in range(9)]
rows_ok = all([sorted(row) == list(range(1, 10)) for row in grid])
columns_ok = all([sorted([row[c] for row in grid]) == list(range(1, 10)) for c in range(9)])
boxes_ok = all([sorted([grid[y + j][x + i] for i in range(3) for j in range(3)]) == list(range(1, 10)) for x in (0, 3, 6) for y in (0, 3, 6)])
print(rows_ok, columns_ok, boxes_ok, "".join([str(n) for n in grid[4]]))  # expect: True True True 567891234
