class Dynamic:
    real = 1

    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError("I refuse " + name)
        return "made " + name

d = Dynamic()
d.own = 2
print(d.real, d.own, d.other, hasattr(d, "x"), hasattr(d, "nope"), getattr(d, "nothing", "default"))
# expect: 1 2 made other True False default
try:
    d.none
except AttributeError as error:
    print(error)  # expect: I refuse none
class Proxy:
    def __init__(self, target): self._target = target
    def __getattr__(self, name): return getattr(self._target, name)

p = Proxy([3, 1, 2])
p.append(0)
p.sort()
print(p._target, p.index(3))  # expect: [0, 1, 2, 3] 3
try:
    len(p)
except TypeError as error:
    print(error)  # expect: object of type 'Proxy' has no len()
