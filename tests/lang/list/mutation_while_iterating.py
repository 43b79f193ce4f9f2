a = [1, 2, 3, 4]
seen = []
for x in a:
    seen.append(x)
    if x == 2:
        a.remove(2)
print(seen, a)  # expect: [1, 2, 4] [1, 3, 4]
a = [1]
for x in a:
    if len(a) < 5:
        a.append(x + 1)
print(a)  # expect: [1, 2, 3, 4, 5]
a = [1, 2, 3]
for x in a:
    a.clear()
print(a, x)  # expect: [] 1
it = iter([1])
print(next(it), next(it, "done"), next(it, "still"))  # expect: 1 done still
