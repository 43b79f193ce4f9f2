a = []
for i in range(10000):
    a.append(i * i)
print(len(a), a[5000], sum(a), a[-1])  # expect: 10000 25000000 333283335000 99980001
while len(a) > 10:
    a.pop()
print(a)  # expect: [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]
for i in range(500):
    a.insert(0, i)
print(len(a), a[0], a[499], a[500])  # expect: 510 499 0 0
del a[1:-1]
print(a)  # expect: [499, 81]
