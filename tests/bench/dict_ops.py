"""A dict with string keys: count, look up, test, iterate."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def run(n):
    words = ["word" + str(i % 97) for i in range(500)]
    total = 0
    for _ in range(n):
        counts = {}
        for word in words:
            counts[word] = counts.get(word, 0) + 1
        for word in words:
            if word in counts:
                total += counts[word]
        for key, value in counts.items():
            total += value
    return total


print(run(220 * SCALE))
