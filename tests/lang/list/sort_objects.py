class Card:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        return self.rank < other.rank

    def __repr__(self):
        return f"C{self.rank}"

cards = [Card(5), Card(2), Card(9)]
print(sorted(cards), sorted(cards, reverse=True), max(cards, key=lambda c: c.rank))
# expect: [C2, C5, C9] [C9, C5, C2] C9
data = [((i * 7919) % 1009) for i in range(1009)]
print(sorted(data) == list(range(1009)), sorted(data, reverse=True)[:3])  # expect: True [1008, 1007, 1006]
data.sort(key=lambda v: (v % 3, -v))
print(data[:4], data[-3:])  # expect: [1008, 1005, 1002, 999] [8, 5, 2]
