class Counter(dict):
    def __missing__(self, key):
        return 0

c = Counter()
for letter in "hello":
    c[letter] += 1
print(dict(c), c["z"], "z" in c, c.get("z"), isinstance(c, dict), c == {"h": 1, "e": 1, "l": 2, "o": 1})
# expect: {'h': 1, 'e': 1, 'l': 2, 'o': 1} 0 False None True True
