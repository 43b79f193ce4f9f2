t = (1, 2)
def assign():
    t[0] = 5

def delete():
    del t[0]

for action in (
    assign, delete, lambda: t[2], lambda: t[-3], lambda: t["a"], lambda: t + [1],
    lambda: t.append(1), lambda: t.index(9), lambda: t < 5, lambda: hash(([],)),
    lambda: tuple(5), lambda: tuple(1, 2), lambda: t(), lambda: t * t,
):
    try:
        action()
    except (TypeError, IndexError, AttributeError, ValueError) as error:
        print(type(error).__name__, error)  # expect: TypeError 'tuple' object does not support item assignment
        # expect: TypeError 'tuple' object doesn't support item deletion
        # expect: IndexError tuple index out of range
        # expect: IndexError tuple index out of range
        # expect: TypeError tuple indices must be integers or slices, not str
        # expect: TypeError can only concatenate tuple (not "list") to tuple
        # expect: AttributeError 'tuple' object has no attribute 'append'
        # expect: ValueError tuple.index(x): x not in tuple
        # expect: TypeError '<' not supported between instances of 'tuple' and 'int'
        # expect: TypeError unhashable type: 'list'
        # expect: TypeError 'int' object is not iterable
        # expect: TypeError tuple expected at most 1 argument, got 2
        # expect: TypeError 'tuple' object is not callable
        # expect: TypeError can't multiply sequence by non-int of type 'tuple'
