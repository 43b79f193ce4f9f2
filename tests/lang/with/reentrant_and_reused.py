class Depth:
    def __init__(self): self.depth, self.deepest = 0, 0
    def __enter__(self):
        self.depth += 1
        self.deepest = max(self.depth, self.deepest)
        return self.depth
    def __exit__(self, *details):
        self.depth -= 1

d = Depth()
with d as a, d as b:
    with d as c:
        print(a, b, c, d.depth)  # expect: 1 2 3 3
print(d.depth, d.deepest)  # expect: 0 3
for _ in range(2):
    with d as again:
        print(again)  # expect: 1
        # expect: 1
