"""All solutions of the queens problem, by recursion over lists of flags."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def place(row, n, columns, up, down):
    if row == n:
        return 1
    solutions = 0
    for column in range(n):
        if columns[column] and up[row + column] and down[row - column + n]:
            columns[column] = up[row + column] = down[row - column + n] = False
            solutions += place(row + 1, n, columns, up, down)
            columns[column] = up[row + column] = down[row - column + n] = True
    return solutions


total = 0
for _ in range(SCALE * 10):
    total += place(0, 8, [True] * 8, [True] * 16, [True] * 17)
print(total)
