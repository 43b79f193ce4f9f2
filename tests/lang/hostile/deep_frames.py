# Frame objects of a deep recursion are made and taken apart in a loop, not on the C stack.
import sys

sys.setrecursionlimit(10 ** 6)


def deepen(n):
    if n == 0:
        return sys._getframe()
    return deepen(n - 1)


def count(frame):
    n = 0
    while frame is not None:
        n += 1
        frame = frame.f_back
    return n


print(count(deepen(100000)) > 100000)  # expect: True
