a = [1, 2, 3]
def attempt(action):
    try:
        action()
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)

def assign(index, value):
    a[index] = value

def delete(index):
    del a[index]

attempt(lambda: a[3])  # expect: IndexError list index out of range
attempt(lambda: a[-4])  # expect: IndexError list index out of range
attempt(lambda: a["0"])  # expect: TypeError list indices must be integers or slices, not str
attempt(lambda: a[1.0])  # expect: TypeError list indices must be integers or slices, not float
attempt(lambda: a[10 ** 30])  # expect: IndexError cannot fit 'int' into an index-sized integer
attempt(lambda: assign(3, 0))  # expect: IndexError list assignment index out of range
attempt(lambda: assign("x", 0))  # expect: TypeError list indices must be integers or slices, not str
attempt(lambda: delete(3))  # expect: IndexError list assignment index out of range
attempt(lambda: delete(None))  # expect: TypeError list indices must be integers or slices, not NoneType
attempt(lambda: assign(slice(0, 1), 5))  # expect: TypeError must assign iterable to extended slice
attempt(lambda: assign(slice(0, 3, 2), [1]))
# expect: ValueError attempt to assign sequence of size 1 to extended slice of size 2
attempt(lambda: [].pop())  # expect: IndexError pop from empty list
attempt(lambda: a.pop(5))  # expect: IndexError pop index out of range
attempt(lambda: a.remove(9))  # expect: ValueError list.remove(x): x not in list
attempt(lambda: a.index(9))  # expect: ValueError 9 is not in list
attempt(lambda: a + (1,))  # expect: TypeError can only concatenate list (not "tuple") to list
attempt(lambda: a * "x")  # expect: TypeError can't multiply sequence by non-int of type 'str'
attempt(lambda: a < (1,))  # expect: TypeError '<' not supported between instances of 'list' and 'tuple'
attempt(lambda: list(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: a.append())  # expect: TypeError list.append() takes exactly one argument (0 given)
attempt(lambda: a.append(1, 2))  # expect: TypeError list.append() takes exactly one argument (2 given)
attempt(lambda: hash(a))  # expect: TypeError unhashable type: 'list'
