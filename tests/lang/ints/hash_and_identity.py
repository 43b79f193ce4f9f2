print(hash(0), hash(1), hash(-1), hash(-2), hash(2 ** 61 - 1), hash(2 ** 61), hash(2 ** 100))
# expect: 0 1 -2 -2 0 1 549755813888
print(hash(5) == hash(5.0) == hash(True + 4))  # expect: True
print({1: "int"}[1.0], {2 ** 70: "big"}[2 ** 70], {2 ** 70: "big"}[2.0 ** 70])  # expect: int big big
print(len({1, 1.0, True}))  # expect: 1
