print([n.bit_length() for n in (0, 1, 2, 3, 4, 255, 256, -1, -8, -9)])  # expect: [0, 1, 2, 2, 3, 8, 9, 1, 4, 4]
print((2 ** 61).bit_length(), (2 ** 62 - 1).bit_length(), (2 ** 64).bit_length(), (-2 ** 100).bit_length())
# expect: 62 62 65 101
print([n.bit_count() for n in (0, 1, 255, 256, -7, 2 ** 100 - 1)])  # expect: [0, 1, 8, 1, 3, 100]
