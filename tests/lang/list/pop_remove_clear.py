a = [10, 20, 30, 20, 40]
print(a.pop(), a.pop(0), a.pop(-2), a)  # expect: 40 10 30 [20, 20]
a.remove(20)
print(a)  # expect: [20]
a = [1, 2, 1]
a.remove(1)
print(a, a.clear(), a)  # expect: [] None []
b = [1, 1.0, True]
b.remove(True)
print(b)  # expect: [1.0, True]
