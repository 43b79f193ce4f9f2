d = {"self": None, "list": [1]}
d["self"] = d
d["list"].append(d)
print(d)  # expect: {'self': {...}, 'list': [1, {...}]}
print({"a": {"b": {"c": {}}}}, {1: {2: (3, [4])}})  # expect: {'a': {'b': {'c': {}}}} {1: {2: (3, [4])}}
