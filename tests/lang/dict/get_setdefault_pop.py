d = {"a": 1}
print(d.get("a"), d.get("b"), d.get("b", 0), d.get("a", 0))  # expect: 1 None 0 1
print(d.setdefault("a", 5), d.setdefault("b", 5), d.setdefault("c"), d)  # expect: 1 5 None {'a': 1, 'b': 5, 'c': None}
print(d.pop("a"), d.pop("zz", "default"), d.pop("zz", None), d)  # expect: 1 default None {'b': 5, 'c': None}
print(d.popitem(), d.popitem(), d)  # expect: ('c', None) ('b', 5) {}
groups = {}
for word in ["apple", "avocado", "bean", "cherry", "corn"]:
    groups.setdefault(word[0], []).append(word)
print(groups)  # expect: {'a': ['apple', 'avocado'], 'b': ['bean'], 'c': ['cherry', 'corn']}
