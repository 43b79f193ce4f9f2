def twice(method):
    def wrapper(self, *args):
        method(self, *args)
        return method(self, *args)
    return wrapper

class Box:
    def __init__(self):
        self.items = []

    @twice
    def add(self, item):
        self.items.append(item)
        return self

    @staticmethod
    @twice
    def static(x):
        print("static", x)

    @property
    @twice
    def size(self):
        return len(self.items)

b = Box()
print(b.add(1).add(2).items, b.size)  # expect: [1, 1, 2, 2] 4
Box.static(5)
# expect: static 5
# expect: static 5
