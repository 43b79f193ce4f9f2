d = {"a": 1, "b": 2}
d["c"] = 3
d["a"] = 10
print(d, len(d), d["a"], "b" in d, "z" in d, 1 not in d)  # expect: {'a': 10, 'b': 2, 'c': 3} 3 10 True False True
del d["b"]
print(d, {} == {}, d == {"c": 3, "a": 10}, d != {})  # expect: {'a': 10, 'c': 3} True True True
print(dict(), dict(x=1, y=2), dict([("k", "v"), ("l", "w")]), dict({"a": 1}, b=2), dict(["ab", "cd"]))
# expect: {} {'x': 1, 'y': 2} {'k': 'v', 'l': 'w'} {'a': 1, 'b': 2} {'a': 'b', 'c': 'd'}
print({1: "int", "1": "str", None: "none", (1, 2): "tuple", 1.5: "float", True: "bool"})
# expect: {1: 'bool', '1': 'str', None: 'none', (1, 2): 'tuple', 1.5: 'float'}
