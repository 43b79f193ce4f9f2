class Node:
    def __init__(self):
        self.me = self
        self.list = [self]
        self.call = lambda: self

for _ in range(20000):
    Node()
a, b = [], {}
a.append(b)
b["a"] = a
print(a, b)  # expect: [{'a': [...]}] {'a': [{...}]}
x, y = [], []
x.append(y)
y.append(x)
try:
    print(x == y)
except RecursionError as error:
    print("recursion stopped")  # expect: recursion stopped
