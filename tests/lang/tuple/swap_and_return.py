a, b, c = 1, 2, 3
a, b = b, a
print(a, b)  # expect: 2 1
a, b, c = c, a, b
print(a, b, c)  # expect: 3 2 1

def minmax(values):
    return min(values), max(values)

low, high = minmax([4, 1, 9])
print(low, high, minmax("hello"), *minmax([1, 2]))  # expect: 1 9 ('e', 'o') 1 2
i = 0
values = [0, 0]
i, values[i] = 1, "x"
print(i, values)  # expect: 1 [0, 'x']
