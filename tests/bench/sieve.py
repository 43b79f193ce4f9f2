"""The sieve of Eratosthenes over a list of flags."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def sieve(n):
    flags = [True] * (n + 1)
    count = 0
    for i in range(2, n + 1):
        if flags[i]:
            count += 1
            for j in range(i + i, n + 1, i):
                flags[j] = False
    return count


total = 0
for _ in range(SCALE * 2):
    total += sieve(70_000)
print(total)
