words = ["apple", "bob", "cat", "apple"]
print({w: len(w) for w in words}, sorted({len(w) for w in words}), {i: w for i, w in enumerate(words)}, {w[0]: w for w in words if len(w) == 3})
# expect: {'apple': 5, 'bob': 3, 'cat': 3} [3, 5] {0: 'apple', 1: 'bob', 2: 'cat', 3: 'apple'} {'b': 'bob', 'c': 'cat'}
print({k: [v for v in range(k)] for k in range(3)}, {(x, y): x * y for x in range(2) for y in range(2) if x or y}, {**{n: n * n for n in range(2)}, "more": 1})
# expect: {0: [], 1: [0], 2: [0, 1]} {(0, 1): 0, (1, 0): 0, (1, 1): 1} {0: 0, 1: 1, 'more': 1}
inverted = {v: k for k, v in {"a": 1, "b": 2}.items()}
print(inverted, {k: v for k, v in zip("abc", range(3)) if v}, {x for x in [1, 1.0, True]})
# expect: {1: 'a', 2: 'b'} {'b': 1, 'c': 2} {1}
