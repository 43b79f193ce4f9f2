"""Sorting integers, with and without a key function."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def numbers(n):
    seed, out = 42, []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        out.append(seed)
    return out


def run(rounds):
    data = numbers(20_000)
    total = 0
    for i in range(rounds):
        plain = sorted(data)
        by_key = sorted(data, key=lambda x: -(x & 65535))
        total += plain[i] + by_key[i]
        plain.sort(reverse=True)
        total += plain[0]
    return total


print(run(SCALE * 13 // 10 or 1))
