seen = set()
repeated = []
for value in [3, 1, 3, 2, 1, 3]:
    if value in seen:
        repeated.append(value)
    seen.add(value)
print(repeated, sorted(seen))  # expect: [3, 1, 3] [1, 2, 3]
s = set()
for i in range(3000):
    s.add(i * i % 1000)
print(len(s), 1 in s, 2 in s)  # expect: 159 True False
for i in range(0, 3000, 3):
    s.discard(i)
print(len(s), sum(s))  # expect: 104 50151
