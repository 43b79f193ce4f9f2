# A descriptor taken out of a class keeps the class alive, and refuses everything else.
import gc


def descriptors():
    class Slotted:
        __slots__ = ("a", "b")

    class Plain:
        pass

    return Slotted.__dict__["a"], Plain.__dict__["__dict__"], Plain.__dict__["__weakref__"]


found = descriptors()
gc.collect()
accepted = 0
for number in range(1000):
    cls = type(f"Class{number}", (), {})
    for descriptor in found:
        try:
            descriptor.__get__(cls())
            accepted += 1
        except TypeError:
            pass
print(accepted)  # expect: 0
print([descriptor.__objclass__.__name__ for descriptor in found])  # expect: ['Slotted', 'Plain', 'Plain']
