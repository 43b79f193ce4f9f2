d = {}
for i in range(5000):
    d[i * 7] = i
print(len(d), d[7 * 4999], 7 in d, 8 in d)  # expect: 5000 4999 True False
for i in range(0, 5000, 2):
    del d[i * 7]
print(len(d), next(iter(d)), sum(d.values()))  # expect: 2500 7 6250000
words = {f"key{i}": i for i in range(3000)}
print(len(words), words["key2999"], "key3000" in words, sum(words.values()))  # expect: 3000 2999 False 4498500
d.clear()
print(len(d), d)  # expect: 0 {}
