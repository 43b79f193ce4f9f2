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


class Noisy:
    def __init__(self, home, number):
        self.home, self.number = home, number

    def __del__(self):
        self.home.append(self.number)


# What is replaced goes from the back, when the list is whole again.
items = []
items += [Noisy(items, n) for n in range(5)]
items[1:4] = ["a", "b"]
print(items[1:3], items[4:])  # expect: ['a', 'b'] [3, 2, 1]
items[:] = items
print(items[1:3], len(items))  # expect: ['a', 'b'] 7
