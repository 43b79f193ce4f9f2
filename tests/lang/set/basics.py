s = {3, 1, 2, 3}
print(len(s), sorted(s), 1 in s, 9 in s, set(), {1}, type({}), type({1}))
# expect: 3 [1, 2, 3] True False set() {1} <class 'dict'> <class 'set'>
s.add(5)
s.add(5)
s.discard(1)
s.discard(100)
print(sorted(s), s == {2, 3, 5}, s != {1}, {1, 2} == {2, 1}, {1} == frozenset([1]))
# expect: [2, 3, 5] True True True True
print(sorted(set("hello")), sorted(set([1, 1.0, 2])), {*[1], *(1,)}, frozenset(), frozenset({1}))
# expect: ['e', 'h', 'l', 'o'] [1, 2] {1} frozenset() frozenset({1})
