a = []
a.append(1)
a.append([2])
a.extend([3, 4])
a.extend("xy")
a.extend(range(2))
print(a)  # expect: [1, [2], 3, 4, 'x', 'y', 0, 1]
a += (9,)
a += {"k": 1}
print(a)  # expect: [1, [2], 3, 4, 'x', 'y', 0, 1, 9, 'k']
a.insert(0, "first")
a.insert(-1, "before last")
a.insert(100, "end")
a.insert(-100, "start")
print(a)  # expect: ['start', 'first', 1, [2], 3, 4, 'x', 'y', 0, 1, 9, 'before last', 'k', 'end']
try:
    a.extend(5)
except TypeError as error:
    print(error)  # expect: 'int' object is not iterable
try:
    a += 5
except TypeError as error:
    print(error)  # expect: 'int' object is not iterable
