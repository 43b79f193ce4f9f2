class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def insert(self, value):
        side = "left" if value < self.value else "right"
        child = getattr(self, side)
        if child is None:
            setattr(self, side, Tree(value))
        else:
            child.insert(value)

    def walk(self, out):
        if self.left:
            self.left.walk(out)
        out.append(self.value)
        if self.right:
            self.right.walk(out)
        return out

root = Tree(50)
for i in range(200):
    root.insert(i * 37 % 101)
values = root.walk([])
print(len(values), values == sorted(values), values[:5])  # expect: 201 True [0, 0, 1, 1, 2]
