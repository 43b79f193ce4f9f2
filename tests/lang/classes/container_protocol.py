class Box:
    def __init__(self, *items): self.items = list(items)
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return self.items[i]
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def __contains__(self, v): return v == "magic" or v in self.items
    def __iter__(self): return iter(self.items)
    def __reversed__(self): return iter(["reversed"])

b = Box(1, 2, 3)
print(len(b), b[0], b[-1], b[1:], "magic" in b, 9 in b, list(b), [*b], list(reversed(b)), bool(Box()), sum(b), max(b))
# expect: 3 1 3 [2, 3] True False [1, 2, 3] [1, 2, 3] ['reversed'] False 6 3
b[0] = "x"
del b[1]
b[0] += "y"
print(b.items, tuple(b), sorted(Box(3, 1)), dict(zip(b, b)))  # expect: ['xy', 3] ('xy', 3) [1, 3] {'xy': 'xy', 3: 3}
x, y = b
print(x, y)  # expect: xy 3
