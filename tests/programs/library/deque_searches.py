"""What searching a deque does when comparisons raise, or change it."""
from collections import deque

compared = []


class Item:
    def __init__(self, n, error=None, change=None):
        self.n, self.error, self.change = n, error, change

    def __eq__(self, other):
        compared.append(self.n)
        if self.change:
            self.change()
        if self.error:
            raise self.error
        return self.n == getattr(other, "n", other)

    def __repr__(self):
        return f"Item({self.n})"


class Index:
    def __index__(self):
        raise ValueError("no index")


def show(function):
    compared.clear()
    try:
        result = function()
    except Exception as error:
        result = type(error).__name__, str(error), error.__context__
    print(result, compared)


items = deque([Item(1), Item(2, ValueError("its own")), Item(3)])
for search in (lambda: items.index(3), lambda: items.remove(3), lambda: items.count(3), lambda: items.index(1),
               lambda: items.index(3, 2), lambda: 3 in items, lambda: 1 in items):
    show(search)
items = deque([Item(1), Item(2), Item(3)])
for search in (lambda: items.index(9), lambda: items.remove(9), lambda: items.index(1, 1), lambda: items.index(3, -1),
               lambda: items.index(1, -9, 2), lambda: items.remove(Item(2)), lambda: items.count(2)):
    show(search)
for error in (None, ValueError("its own")):
    items = deque([1, 2, 3])
    items[1] = Item(5, error, lambda: items.append(0))
    for search in (lambda: items.index(9), lambda: items.remove(9), lambda: items.count(9), lambda: 9 in items,
                   lambda: items.index(5), lambda: 5 in items, lambda: items.remove(5), lambda: len(items)):
        show(search)
items = deque([1, 2, 3])
for search in (lambda: items.index(2, "a"), lambda: items.index(2, 1.5), lambda: items.index(2, 0, None),
               lambda: items.index("a" * 300), lambda: items.index(2, Index())):
    show(search)
