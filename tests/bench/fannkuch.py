"""Pancake flips over all permutations: list slices, reversals, swaps."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def fannkuch(n):
    permutation, counts = list(range(n)), [0] * n
    most = checksum = turn = 0
    while True:
        if permutation[0]:
            flipped = permutation[:]
            flips = 0
            first = flipped[0]
            while first:
                flipped[: first + 1] = flipped[first::-1]
                flips += 1
                first = flipped[0]
            most = max(most, flips)
            checksum += flips if turn % 2 == 0 else -flips
        turn += 1
        i = 1
        while True:
            if i == n:
                return checksum, most
            permutation.insert(i, permutation.pop(0))
            counts[i] += 1
            if counts[i] <= i:
                break
            counts[i] = 0
            i += 1


total = 0
for _ in range(SCALE * 3 // 10 or 1):
    checksum, most = fannkuch(8)
    total += checksum + most
print(total)
