# A string is a value: no name sees another name's change.
a = b = "abc"
a += "d"
print(a, b)  # expect: abcd abc
d = {"abc": 1}
print(d["ab" + "c"], a is b, "".join(["a", "bc"]) in d)  # expect: 1 False True
words = ["x" * 3, "xxx", "xx" + "x"]
print(words[0] == words[1] == words[2], len(set(words)))  # expect: True 1
