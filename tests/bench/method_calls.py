"""Short methods on one object, called in a loop."""
import sys

SCALE = int(sys.argv[1]) if len(sys.argv) > 1 else 100


class Counter:
    def __init__(self):
        self.value = 0

    def bump(self, step):
        self.value += step
        return self

    def get(self):
        return self.value


def run(n):
    counter = Counter()
    total = 0
    for i in range(n):
        counter.bump(1).bump(2)
        total += counter.get() & 15
    return total, counter.value


print(*run(70_000 * SCALE))
