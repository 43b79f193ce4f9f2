print(hash(0.0), hash(-0.0), hash(1.0), hash(0.5), hash(1e20), hash(float("inf")), hash(float("-inf")))
# expect: 0 0 1 1152921504606846976 848750603811160107 314159 -314159
print(hash(2.0 ** 70) == hash(2 ** 70), hash(-1.0), hash(0.1))  # expect: True -2 230584300921369408
print({0.5: "half"}[0.5], len({0.0, -0.0, 0}))  # expect: half 1
