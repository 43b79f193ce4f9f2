t = (1, "a", None)
print(t, len(t), t[0], t[-1], t[1:], t[::-1], t + (5,), t * 2)
# expect: (1, 'a', None) 3 1 None ('a', None) (None, 'a', 1) (1, 'a', None, 5) (1, 'a', None, 1, 'a', None)
print((), (1,), 1, (1, 2), tuple(), tuple([1, 2]), tuple("ab"), type((1)), ((),))
# expect: () (1,) 1 (1, 2) () (1, 2) ('a', 'b') <class 'int'> ((),)
print("a" in t, 9 in t, t.count("a"), t.index(None))  # expect: True False 1 2
x = 1, 2
print(x, x == (1, 2), (1, 2) == [1, 2], (1, 2) < (1, 3), (1,) < (1, 0), () < (1,))
# expect: (1, 2) True False True True True
print(hash((1, 2)) == hash((1, 2)), {(1, 2): "pair"}[1, 2])  # expect: True pair
