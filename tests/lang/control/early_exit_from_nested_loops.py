def find(grid, wanted):
    for y, row in enumerate(grid):
        for x, value in enumerate(row):
            if value == wanted:
                return x, y
    return None

grid = [[1, 2, 3], [4, 5, 6]]
print(find(grid, 5), find(grid, 9))  # expect: (1, 1) None
for row in grid:
    for value in row:
        if value == 2:
            break
    else:
        continue
    print("left both at", value)  # expect: left both at 2
    break
done = False
while not done:
    for value in (1, 2, 3):
        if value == 2:
            done = True
            break
print(value, done)  # expect: 2 True
