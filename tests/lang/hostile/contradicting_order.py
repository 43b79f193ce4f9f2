# An order that contradicts itself: the items come out in some order, each of them once.
from functools import cmp_to_key

state = 1

def dice(sides):
    global state
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return (state >> 12) % sides

class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return dice(2) == 0

lost = 0
for n in [*range(40, 300, 3), *[1000] * 20]:
    numbers = list(range(n))
    numbers.sort(key=cmp_to_key(lambda a, b: dice(3) - 1))
    items = [Item(i) for i in range(n)]
    items.sort()
    items.sort(reverse=True)
    lost += sorted(numbers) != list(range(n))
    lost += sorted(item.n for item in items) != list(range(n))
print(lost)  # expect: 0
