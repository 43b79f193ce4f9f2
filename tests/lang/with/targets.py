class M:
    def __init__(self, value): self.value = value
    def __enter__(self): return self.value
    def __exit__(self, *a): pass

class Box: pass
box, items = Box(), [0, 0]
with M(1) as box.x, M(2) as items[1], M((3, 4)) as (a, b), M([5, 6, 7]) as [c, *d]:
    print(box.x, items, a, b, c, d)  # expect: 1 [0, 2] 3 4 5 [6, 7]
with M(9) as x: y = x + 1
print(x, y)  # expect: 9 10
