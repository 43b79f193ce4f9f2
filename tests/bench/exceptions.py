"""try without a raise, raise and catch here, raise through three calls."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def deep(n, i):
    if n:
        return deep(n - 1, i)
    if i % 4 == 0:
        raise KeyError(i)
    return i


def run(n):
    caught = passed = 0
    for i in range(n):
        try:
            passed += i & 1
        except ValueError:
            caught = -1
        try:
            if i % 3 == 0:
                raise ValueError
            passed += 1
        except ValueError:
            caught += 1
        try:
            passed += deep(3, i) & 1
        except KeyError as error:
            caught += error.args[0] & 1
        finally:
            passed += 1
    return caught, passed


print(*run(22_000 * SCALE))
