# The count is one more than one thinks: the argument itself counts.
import sys

a = []
base = sys.getrefcount(a)
b = a
print(sys.getrefcount(a) - base)  # expect: 1
c = [a, a]
print(sys.getrefcount(a) - base)  # expect: 3
del b
c.clear()
print(sys.getrefcount(a) - base)  # expect: 0
def hold(x):
    return sys.getrefcount(x) > base
print(hold(a), sys.getrefcount(a) - base)  # expect: True 0
