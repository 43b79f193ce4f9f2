f = frozenset([1, 2, 2])
print(len(f), f == {1, 2}, hash(f) == hash(frozenset([2, 1])), {f: "key"}[frozenset((1, 2))])  # expect: 2 True True key
print(type(f | {3}), type({3} | f), f & {1}, f - {1}, f <= {1, 2, 3})
# expect: <class 'frozenset'> <class 'set'> frozenset({1}) frozenset({2}) True
print({frozenset([1]), frozenset([1])} == {frozenset([1])}, repr(frozenset()), frozenset("a"))
# expect: True frozenset() frozenset({'a'})
