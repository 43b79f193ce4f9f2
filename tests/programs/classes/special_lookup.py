"""Special methods are looked for in the class alone; and what else asks objects for their sizes and names."""
import collections
import copy
import math
import sys
import weakref


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class Silent:
    def __getattribute__(self, name):
        raise RuntimeError(name)

    def __bytes__(self):
        return b"bytes"

    def __reversed__(self):
        return "reversed"

    def __sizeof__(self):
        return 5

    def __complex__(self):
        return 1j

    def __floor__(self):
        return 1

    def __ceil__(self):
        return 2

    def __trunc__(self):
        return 3

    def __round__(self, digits=None):
        return digits

    def __dir__(self):
        return []

    def __length_hint__(self):
        return 1

    def __iter__(self):
        return iter("ab")

    def __index__(self):
        return 4

    def __float__(self):
        return 1.5

    def __copy__(self):
        return "copy"

    def __enter__(self):
        return "entered"

    def __exit__(self, *error):
        return True


for function in (bytes, reversed, complex, math.floor, math.ceil, math.trunc, round, dir, list, float, int, hex,
                 copy.copy, lambda x: round(x, 2), lambda x: sys.getsizeof(x) > 0, lambda x: "abcde"[x]):
    attempt(lambda: function(Silent()))
with Silent() as name:
    print(name)
    1 / 0


class Rounded:
    __round__ = staticmethod(lambda *given: given)


attempt(lambda: round(Rounded()))
attempt(lambda: round(Rounded(), 3))
attempt(lambda: round("text"))


# Subclasses of str may convert themselves; names of classes may be of such a class.
class Text(str):
    def __float__(self):
        return 9.0


print(float(Text("8")), float("8"))
Silent.__name__ = Text("Named")
print(Silent.__name__, type(Silent.__name__).__name__)
attempt(lambda: setattr(Silent, "__name__", "a\0b"))
print(repr(weakref.ref(Silent)).endswith("(Named)>"), repr(weakref.ref(attempt)).endswith("(attempt)>"))
for value in (b"a", bytearray(b"a"), bytearray(b"ab"), memoryview(b"a")):
    attempt(lambda: ord(value))
print(ascii(b"abc".hex("\0")), ascii(b"abc".hex(b"\0", 2)), b"abc".hex("-"))

# How many items an iterator still has.
for iterator in (iter({1, 2, 3}), iter(frozenset([1, 2])), iter(collections.deque("abc")), reversed(collections.deque("ab"))):
    hints = [iterator.__length_hint__()]
    for _ in iterator:
        hints.append(iterator.__length_hint__())
    print(hints, iterator.__length_hint__())
