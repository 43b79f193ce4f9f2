d = {"a": 1}
d.update({"b": 2})
d.update([("c", 3)], d=4)
d.update(a=0)
d.update()
print(d)  # expect: {'a': 0, 'b': 2, 'c': 3, 'd': 4}
print({**d, "a": "last wins"}, {**{}}, {"x": 1, **{"x": 2, "y": 3}})
# expect: {'a': 'last wins', 'b': 2, 'c': 3, 'd': 4} {} {'x': 2, 'y': 3}
print({"a": 1} | {"b": 2, "a": 3}, d)  # expect: {'a': 3, 'b': 2} {'a': 0, 'b': 2, 'c': 3, 'd': 4}
d |= {"e": 5}
d |= [("f", 6)]
print(d, d.copy() == d, d.copy() is d)  # expect: {'a': 0, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': 6} True False
d.clear()
print(d)  # expect: {}
