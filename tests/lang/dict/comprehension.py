print({x: x * x for x in range(5)})  # expect: {0: 0, 1: 1, 2: 4, 3: 9, 4: 16}
print({k.upper(): v for k, v in {"a": 1, "b": 2}.items() if v > 1})  # expect: {'B': 2}
print({(a, b): a * b for a in range(2) for b in range(2)})  # expect: {(0, 0): 0, (0, 1): 0, (1, 0): 0, (1, 1): 1}
print({len(w): w for w in ["a", "bb", "c", "dd"]})  # expect: {1: 'c', 2: 'dd'}
print({i: {j: i + j for j in range(2)} for i in range(2)})  # expect: {0: {0: 0, 1: 1}, 1: {0: 1, 1: 2}}
