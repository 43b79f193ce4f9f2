"""Three loops inside each other, with remainders."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def run(n):
    hits = 0
    for i in range(n):
        for j in range(100):
            for k in range(20):
                if (i + j * k) % 7 == 3:
                    hits += 1
    return hits


print(run(110 * SCALE))
