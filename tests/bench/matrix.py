"""Matrix multiplication with lists of lists of floats."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100
N = 40


def multiply(a, b):
    result = []
    for i in range(N):
        row_a, row = a[i], []
        for j in range(N):
            total = 0.0
            for k in range(N):
                total += row_a[k] * b[k][j]
            row.append(total)
        result.append(row)
    return result


a = [[(i + j) % 5 * 0.25 for j in range(N)] for i in range(N)]
b = [[(i * j) % 7 * 0.125 - 0.375 for j in range(N)] for i in range(N)]
total = 0.0
for _ in range(SCALE * 5):
    c = multiply(a, b)
    total += c[3][5] + c[39][39]
print("%.3f" % total)
