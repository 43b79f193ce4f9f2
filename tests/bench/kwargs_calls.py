"""Calls with defaults, keywords, *args and **kwargs."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def plain(a, b=2, c=3):
    return a + b - c


def keyword_only(a, *, scale=1, offset=0):
    return a * scale + offset


def rest(*values, **options):
    return len(values) + len(options)


def run(n):
    total = 0
    pair, options = (1, 2), {"c": 5}
    for i in range(n):
        total += plain(i) + plain(i, c=1) + plain(b=i, a=1)
        total += keyword_only(i, offset=2, scale=3)
        total += rest(i, i, key=i) + plain(*pair, **options)
    return total


print(run(22_000 * SCALE))
