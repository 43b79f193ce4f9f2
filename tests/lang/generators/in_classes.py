class Tree:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child

t = Tree(1, Tree(2, Tree(3)), Tree(4))
print(list(t), sum(t), 4 in t, [*t])  # expect: [1, 2, 3, 4] 10 True [1, 2, 3, 4]
a, *rest = t
print(a, rest)  # expect: 1 [2, 3, 4]
class Pairs:
    def items(self):
        yield "a", 1
        yield "b", 2

print(dict(Pairs().items()))  # expect: {'a': 1, 'b': 2}
