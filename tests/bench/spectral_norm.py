"""The spectral norm of an infinite matrix, cut to size: calls and float division."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(u, n):
    out = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += element(i, j) * u[j]
        out.append(total)
    return out


def times_transposed(u, n):
    out = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += element(j, i) * u[j]
        out.append(total)
    return out


def run(n, rounds):
    u = [1.0] * n
    v = u
    for _ in range(rounds):
        v = times_transposed(times(u, n), n)
        u = times_transposed(times(v, n), n)
    vbv = vv = 0.0
    for i in range(n):
        vbv += u[i] * v[i]
        vv += v[i] * v[i]
    return (vbv / vv) ** 0.5


print("%.9f" % run(100, SCALE * 5 // 2 or 1))
