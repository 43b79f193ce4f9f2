grid = {}
for x in range(3):
    for y in range(2):
        grid[x, y] = x * 10 + y
print(grid)  # expect: {(0, 0): 0, (0, 1): 1, (1, 0): 10, (1, 1): 11, (2, 0): 20, (2, 1): 21}
print(grid[2, 1], (0, 0) in grid, (5, 5) in grid, len({(1, 2), (1.0, 2.0), (2, 1)}))  # expect: 21 True False 2
try:
    grid[9, 9]
except KeyError as error:
    print(error)  # expect: (9, 9)
