class C: pass
c = C()
def set_item(): c[0] = 1
def del_item(): del c[0]
for action in (
    lambda: c[0], set_item, del_item, lambda: len(c), lambda: iter(c), lambda: 1 in c,
    lambda: [*c], lambda: reversed(c), lambda: next(c), lambda: c[1:2], lambda: C[5],
):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: 'C' object is not subscriptable
        # expect: 'C' object does not support item assignment
        # expect: 'C' object doesn't support item deletion
        # expect: object of type 'C' has no len()
        # expect: 'C' object is not iterable
        # expect: argument of type 'C' is not iterable
        # expect: Value after * must be an iterable, not C
        # expect: 'C' object is not reversible
        # expect: 'C' object is not an iterator
        # expect: 'C' object is not subscriptable
        # expect: type 'C' is not subscriptable
try:
    a, b = c
except TypeError as error:
    print(error)  # expect: cannot unpack non-iterable C object
class BadLen:
    def __init__(self, v): self.v = v
    def __len__(self): return self.v
for v in (-1, "x", 1.5, 2 ** 100):
    try:
        len(BadLen(v))
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)  # expect: ValueError __len__() should return >= 0
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError 'float' object cannot be interpreted as an integer
        # expect: OverflowError cannot fit 'int' into an index-sized integer
