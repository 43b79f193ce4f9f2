a = [0, 1, 2, 3, 4, 5]
a[1:3] = ["x"]
print(a)  # expect: [0, 'x', 3, 4, 5]
a[2:2] = [7, 8, 9]
print(a)  # expect: [0, 'x', 7, 8, 9, 3, 4, 5]
a[:0] = "ab"
a[len(a):] = (1,)
print(a)  # expect: ['a', 'b', 0, 'x', 7, 8, 9, 3, 4, 5, 1]
a[1:-1] = []
print(a)  # expect: ['a', 1]
a[:] = [1, 2, 3]
a[1:2] = a
print(a)  # expect: [1, 1, 2, 3, 3]
a[5:2] = [99]
print(a)  # expect: [1, 1, 2, 3, 3, 99]
a[1:3] = range(2)
print(a)  # expect: [1, 0, 1, 3, 3, 99]
