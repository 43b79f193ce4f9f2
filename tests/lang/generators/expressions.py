g = (x * x for x in range(4))
print(type(g).__name__, next(g), list(g), list(g))  # expect: generator 0 [1, 4, 9] []
print(sum(x for x in range(5)), max(len(w) for w in ["a", "bbb"]), sorted(c for c in "cab"), tuple(x for x in "ab"), dict((k, 1) for k in "xy"), any(x > 2 for x in range(5)), ",".join(str(x) for x in range(3)))
# expect: 10 3 ['a', 'b', 'c'] ('a', 'b') {'x': 1, 'y': 1} True 0,1,2
n = 10
lazy = (n + i for i in range(2))
n = 100
print(list(lazy))  # expect: [100, 101]
source = [1, 2]
late = (x for x in source)
source.append(3)
source = []
print(list(late), list((a, b) for a in range(2) for b in range(a)))  # expect: [1, 2, 3] [(1, 0)]
