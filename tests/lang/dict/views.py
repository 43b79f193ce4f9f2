d = {"a": 1, "b": 2}
keys, values, items = d.keys(), d.values(), d.items()
print(keys, values, items)  # expect: dict_keys(['a', 'b']) dict_values([1, 2]) dict_items([('a', 1), ('b', 2)])
d["c"] = 3
print(keys, len(values), items, list(values))
# expect: dict_keys(['a', 'b', 'c']) 3 dict_items([('a', 1), ('b', 2), ('c', 3)]) [1, 2, 3]
print("a" in keys, 3 in values, ("a", 1) in items, ("a", 2) in items)  # expect: True True True False
print(sorted(keys & {"a", "z"}), sorted(keys | {"z"}), sorted(keys - {"a"}), keys == {"a", "b", "c"})
# expect: ['a'] ['a', 'b', 'c', 'z'] ['b', 'c'] True
print(list(reversed(keys)), list(reversed(items)), keys.isdisjoint({"q"}))
# expect: ['c', 'b', 'a'] [('c', 3), ('b', 2), ('a', 1)] True
for action in (lambda: keys[0], lambda: items + items):
    try:
        action()
    except TypeError as error:
        print(error)  # expect: 'dict_keys' object is not subscriptable
        # expect: unsupported operand type(s) for +: 'dict_items' and 'dict_items'
