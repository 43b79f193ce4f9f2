out = []
for i in range(3):
    out.append(i)
    i += 100
print(out, i)  # expect: [0, 1, 2] 102
words = ["a", "b"]
for i, words in enumerate(words):
    pass
print(i, words)  # expect: 1 b
total = 0
for total in range(5): pass
print(total)  # expect: 4
for _ in range(2):
    x = _
print(x, _)  # expect: 1 1
