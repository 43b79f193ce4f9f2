# gilt-only
# Objects that are too large for a page count for the collector while they live, not for ever.
import gc


def collections():
    return gc.get_stats()[2]["collections"]


class Ring:
    def __init__(self):
        self.self = self


before = collections()
for i in range(60000):
    text = "x" * (600 + i % 3)
print(collections() - before)  # expect: 0
for i in range(60000):
    Ring()
print(collections() > before)  # expect: True
