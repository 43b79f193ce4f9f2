# Small integers hash to themselves, so a small set of them shows in order.
print({3, 1, 2}, {0, 5, 7}, set(range(6)), {1, 0})  # expect: {1, 2, 3} {0, 5, 7} {0, 1, 2, 3, 4, 5} {0, 1}
print(list({4, 2, 0}), sum({1, 2, 3}), max({5, 9}))  # expect: [0, 2, 4] 6 9
